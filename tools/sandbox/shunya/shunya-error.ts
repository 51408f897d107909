import { randomUUID } from 'node:crypto';

const ERRORS = {
  BAD_REQUEST: { status: 400, type: 'bad_request', retryable: false },
  UNAUTHORIZED: { status: 401, type: 'authentication', retryable: false },
  FORBIDDEN: { status: 403, type: 'authorization', retryable: false },
  NOT_FOUND: { status: 404, type: 'not_found', retryable: false },
  CALL_NOT_FOUND: { status: 404, type: 'not_found', retryable: false },
  ANALYSIS_NOT_AVAILABLE: { status: 404, type: 'not_found', retryable: false },
  RATE_LIMIT_EXCEEDED: { status: 429, type: 'rate_limit', retryable: true },
  INTERNAL_SERVER_ERROR: { status: 500, type: 'internal', retryable: true },
  TRANSCRIPTION_FAILED: { status: 500, type: 'processing', retryable: true },
  SERVICE_UNAVAILABLE: { status: 503, type: 'unavailable', retryable: true },
} as const;

export type ShunyaErrorCode = keyof typeof ERRORS;

export interface ShunyaErrorOptions {
  readonly details?: Readonly<Record<string, unknown>>;
  /** Answers with HTTP 200, as the real one sometimes does. */
  readonly isInside200?: boolean;
}

/** An error that Shunya answers in its envelope (DOMAIN 5.1.3). */
export class ShunyaError extends Error {
  override readonly name = 'ShunyaError';

  constructor(
    readonly code: ShunyaErrorCode,
    message: string,
    readonly options: ShunyaErrorOptions = {},
  ) {
    super(message);
  }

  get status(): number {
    return this.options.isInside200 === true ? 200 : ERRORS[this.code].status;
  }

  envelope(now: Date, requestId: string = randomUUID()) {
    const timestamp = now.toISOString();
    return {
      success: false,
      error: {
        error_code: this.code,
        error_type: ERRORS[this.code].type,
        message: this.message,
        retryable: ERRORS[this.code].retryable,
        details: this.options.details ?? {},
        timestamp,
        request_id: requestId,
      },
      timestamp,
    };
  }
}
