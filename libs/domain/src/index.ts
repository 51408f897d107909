export * from './access';
export * from './appointments';
export * from './errors';
export * from './leads';
export * from './live';
export { normalisePhone } from './phones/normalise-phone';
export * from './reading';
export * from './road';
export * from './webhooks';
