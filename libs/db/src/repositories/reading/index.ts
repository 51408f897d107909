export * from './appointments';
export * from './calls';
export type { CallFilter, CallScope } from './call-filter';
export * from './contact-cards';
export * from './contact-records';
export * from './conversations';
export * from './leads';
export * from './signals';
export * from './tasks';
