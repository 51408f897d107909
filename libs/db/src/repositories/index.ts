export * from './audit';
export * from './companies-by-token';
export * from './deliveries';
export * from './reading';
export * from './users';
