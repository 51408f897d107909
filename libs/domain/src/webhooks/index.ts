export * from './active-companies';
export * from './callrail-senders';
export type { Directory } from './directory';
export * from './receive-delivery';
export * from './record-rejection';
