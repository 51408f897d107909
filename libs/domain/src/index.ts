export { normalisePhone } from './phones/normalise-phone';
export * from './reading';
export * from './road';
export * from './texting';
export * from './webhooks';
