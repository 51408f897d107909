export { ProviderError, WebhookParseError, type ProviderFailure } from './errors';
export { seal, unseal, SealingError } from './sealing';

export type { HttpClient, HttpRequest, HttpResponse } from './http/http-client';

export type { CallrailCall, CallrailCallEvent, CallrailClient } from './callrail/call';

export type * from './shunya/shunya-client';
export type { ShunyaEvent, ShunyaEventError } from './shunya/shunya-event';

export { createFileStorage } from './storage/file-storage';
export { verifySignedPath } from './storage/signed-path';
export type { ByteRange, Storage, StoredFile } from './storage/storage';
export { StorageKeyError } from './storage/storage-key';
