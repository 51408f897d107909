export * from './active-companies';
export * from './answer-voice';
export * from './callrail-senders';
export type { Directory } from './directory';
export * from './number-owners';
export * from './receive-delivery';
export * from './record-rejection';
export * from './twilio-senders';
