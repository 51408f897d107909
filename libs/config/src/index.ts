export { createClock } from './clock';
export * from './config';
export { ConfigError, type Environment } from './env';
export { Secret } from './secret';
export type { ShunyaConfig } from './shunya-config';
export { QUEUE_NAMES, variables, type QueueName, type VariableName } from './variables';
