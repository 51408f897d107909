export { ProviderError, WebhookParseError, type ProviderFailure } from './errors';
export { seal, unseal, SealingError } from './sealing';

export { createHttpClient, type HttpClientOptions } from './http/create-http-client';
export { downloadFrom, type Download, type DownloadRequest } from './http/download';
export type { AnswerFailure, HttpClient, HttpRequest, HttpResponse } from './http/http-client';

export type { CallrailCall, CallrailCallEvent, CallrailClient } from './callrail/callrail-call';
export { createCallrailClient } from './callrail/client';
export { parseCallrailCall } from './callrail/parse-call';
export { verifyCallrailSignature } from './callrail/verify-signature';

export type * from './shunya/shunya-client';
export type { ShunyaEvent, ShunyaEventError } from './shunya/shunya-event';
export { createShunyaClient } from './shunya/client';
export { parseShunyaWebhook } from './shunya/parse-webhook';
export { verifyShunyaSignature } from './shunya/verify-signature';

export {
  SessionTokenError,
  type SessionClaims,
  type SessionTokenErrorCode,
} from './clerk/session-claims';
export {
  createSessionVerifier,
  type SessionVerifier,
  type SessionVerifierOptions,
} from './clerk/session-verifier';

export { createFileStorage } from './storage/file-storage';
export { verifySignedPath } from './storage/signed-path';
export type { ByteRange, Storage, StoredFile } from './storage/storage';
export { StorageKeyError } from './storage/storage-key';
