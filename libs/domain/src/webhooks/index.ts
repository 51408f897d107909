export * from './find-callrail-sender';
export * from './find-shunya-tenant';
export * from './receive-delivery';
export * from './record-rejection';
