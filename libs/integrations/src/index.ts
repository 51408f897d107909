export { ProviderError, WebhookParseError, type ProviderFailure } from './errors';
export { seal, unseal, SealingError } from './sealing';

export {
  createHttpClient,
  type HttpClientOptions,
  type ProviderCall,
} from './http/create-http-client';
export { downloadFrom, type Download, type DownloadRequest } from './http/download';
export { createMemoryBuckets } from './http/memory-buckets';
export {
  createRateLimiter,
  type BucketStore,
  type RateLimit,
  type RateLimiter,
} from './http/rate-limiter';
export type { AnswerFailure, HttpClient, HttpRequest, HttpResponse } from './http/http-client';

export type * from './callrail/callrail-call';
export { createCallrailClient } from './callrail/client';
export { CALLRAIL_LIMITS } from './callrail/limits';
export type { CallrailForm, CallrailText } from './callrail/callrail-text';
export { parseCallrailCall } from './callrail/parse-call';
export { parseCallrailForm } from './callrail/parse-form';
export { parseCallrailText } from './callrail/parse-text';
export { verifyCallrailSignature } from './callrail/verify-signature';

export type * from './shunya/shunya-client';
export type { ShunyaEvent, ShunyaEventError } from './shunya/shunya-event';
export * from './shunya/uwc-event';
export { createShunyaClient } from './shunya/client';
export { parseUwcWebhook } from './shunya/parse-uwc-webhook';
export { parseShunyaWebhook } from './shunya/parse-webhook';
export { verifyShunyaSignature } from './shunya/verify-signature';
export { verifyUwcSignature } from './shunya/verify-uwc-signature';

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

export { createClerkClient } from './clerk/client';
export {
  DuplicateInvitationError,
  type ClerkClient,
  type InvitationToSend,
} from './clerk/clerk-client';
export type * from './clerk/clerk-event';
export { parseClerkEvent } from './clerk/parse-event';
export { verifyClerkWebhook } from './clerk/verify-webhook';

export { createTwilioClient } from './twilio/client';
export {
  TWILIO_CODES,
  type TextToSend,
  type TwilioClient,
  type TwilioMessage,
} from './twilio/twilio-client';
export type * from './twilio/twilio-event';
export { parseTwilioRecording } from './twilio/parse-recording';
export { parseTwilioText, parseTwilioTextStatus } from './twilio/parse-text';
export {
  parseTwilioCallStatus,
  parseTwilioDialStatus,
  parseTwilioVoice,
} from './twilio/parse-voice';
export { rankOfTextStatus } from './twilio/statuses';
export { emptyTwiml, voiceAnswerTwiml, type VoiceAnswer } from './twilio/twiml';
export { verifyTwilioSignature, type TwilioDelivery } from './twilio/verify-signature';

export {
  createOpenaiClient,
  type ChatAnswer,
  type ChatRequest,
  type OpenaiClient,
} from './openai/client';
export { createKeyPool, type KeyPool, type KeyStrategy } from './openai/key-pool';

export {
  createMailer,
  EmailNotConfiguredError,
  type Mail,
  type Mailer,
  type MailerOptions,
} from './email/mailer';
export {
  createExpoPush,
  EXPO_BATCH_SIZE,
  type ExpoPush,
  type PushMessage,
  type PushOutcome,
  type PushReceipt,
} from './push/expo-push';

export { createGeocoder } from './geocoding/geocoder';
export { createGoogleSource } from './geocoding/google';
export { createNominatimSource, NOMINATIM_INTERVAL_MS } from './geocoding/nominatim';
export type { Geocoding, GeocodingSource, NoPlaceReason, Place } from './geocoding/place';
export { createPacer, type Pacer } from './http/pacer';

export { createStorage, type StorageSettings } from './storage/create-storage';
export { createFileStorage } from './storage/file-storage';
export type { S3Options } from './storage/s3-bucket';
export { createS3Storage } from './storage/s3-storage';
export { verifySignedPath } from './storage/signed-path';
export type { ByteRange, Storage, StoredFile } from './storage/storage';
export { StorageKeyError } from './storage/storage-key';
