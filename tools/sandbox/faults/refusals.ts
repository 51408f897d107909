import type { ProviderName } from '../providers';

export interface Refusal {
  readonly status: number;
  readonly body: unknown;
}

type HttpProvider = Exclude<ProviderName, 'smtp'>;

const twilio = (status: number, code: number, message: string): Refusal => ({
  status,
  body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
});

const shunya = (status: number, error_code: string, details: object): Refusal => ({
  status,
  body: {
    success: false,
    error: { error_code, error_type: 'service', message: 'try again', retryable: true, details },
  },
});

const clerk = (status: number, code: string): Refusal => ({
  status,
  body: { errors: [{ code, message: code, long_message: code }], clerk_trace_id: 'sandbox' },
});

/** How each provider words "too often"; only Shunya tells when to come again. */
export const rateLimitOf: Readonly<Record<HttpProvider, Refusal>> = {
  callrail: { status: 429, body: { error: 'Rate limit exceeded.' } },
  shunya: shunya(429, 'RATE_LIMIT_EXCEEDED', { retry_after: 1 }),
  clerk: clerk(429, 'too_many_requests'),
  twilio: twilio(429, 20_429, 'Too Many Requests'),
  openai: {
    status: 429,
    body: {
      error: { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' },
    },
  },
  expo: {
    status: 429,
    body: { errors: [{ code: 'TOO_MANY_REQUESTS', message: 'Too many requests' }] },
  },
  // Google refuses within HTTP 200.
  google: { status: 200, body: { results: [], status: 'OVER_QUERY_LIMIT' } },
  nominatim: { status: 429, body: { error: 'Too many requests' } },
  recordings: { status: 429, body: { error: 'slow down' } },
};

export const serverErrorOf: Readonly<Record<HttpProvider, Refusal>> = {
  callrail: { status: 500, body: { error: 'Internal server error.' } },
  shunya: shunya(500, 'INTERNAL_SERVER_ERROR', {}),
  clerk: clerk(500, 'internal_clerk_error'),
  twilio: twilio(500, 20_500, 'Internal Server Error'),
  openai: {
    status: 500,
    body: { error: { message: 'The server had an error', type: 'server_error', code: null } },
  },
  expo: {
    status: 500,
    body: { errors: [{ code: 'INTERNAL_SERVER_ERROR', message: 'Something broke' }] },
  },
  google: { status: 500, body: { results: [], status: 'UNKNOWN_ERROR' } },
  nominatim: { status: 500, body: { error: 'Internal error' } },
  recordings: { status: 503, body: { error: 'storage is away' } },
};
