import { z } from 'zod';
import { failureOfStatus } from '../http/failures';
import type { AnswerFailure, HttpClient, HttpResponse } from '../http/http-client';
import { TWILIO_CODES } from './twilio-client';

const VERSION = '2010-04-01';
/** Twilio never took such a request on, whatever the status (docs/api/errors/20429). */
const PASSING_CODES: readonly string[] = [TWILIO_CODES.tooManyRequests];

const errorAnswer = z.object({ code: z.union([z.number(), z.string()]).transform(String) });

export interface TwilioTransportOptions {
  readonly baseUrl: string;
  readonly accountId: string;
  /** The auth token, or key and secret of an API key. */
  readonly credentials:
    { readonly authToken: string } | { readonly keyId: string; readonly keySecret: string };
  readonly http: HttpClient;
}

export type TwilioTransport = ReturnType<typeof createTwilioTransport>;

/** Requests to the API with one account's credentials; answers are unread bodies. */
export function createTwilioTransport(options: TwilioTransportOptions) {
  const { baseUrl, accountId, credentials, http } = options;
  const [user, password] =
    'authToken' in credentials
      ? [accountId, credentials.authToken]
      : [credentials.keyId, credentials.keySecret];
  const headers = (): Record<string, string> => ({
    Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
  });
  const account = `/${VERSION}/Accounts/${encodeURIComponent(accountId)}`;
  const pathOf = (rest: string): string => `${account}${rest.startsWith('.') ? '' : '/'}${rest}`;
  const common = { breakerScope: accountId, failureOf };

  return {
    headers,
    /** The path of something that belongs to the account; `.json` is the account itself. */
    pathOf,
    /** Whether a URL is the API's own, the only place that may see the credentials. */
    isOwn: (url: string): boolean =>
      URL.canParse(url) && new URL(url).origin === new URL(baseUrl).origin,

    async get(operation: string, path: string, signal: AbortSignal | undefined): Promise<unknown> {
      const url = `${baseUrl}${path}`;
      const method = 'GET';
      return (await http.request({ ...common, operation, method, url, headers, signal })).body;
    },

    async post(
      operation: string,
      rest: string,
      signal: AbortSignal | undefined,
      form: readonly [string, string][],
    ): Promise<unknown> {
      const { body } = await http.request({
        ...common,
        operation,
        method: 'POST',
        url: `${baseUrl}${pathOf(rest)}`,
        headers: () => ({
          ...headers(),
          'Content-Type': 'application/x-www-form-urlencoded',
        }),
        body: new URLSearchParams(form).toString(),
        signal,
      });
      return body;
    },
  };
}

/** Only the code is kept: Twilio's messages repeat the phone number. */
function failureOf(response: HttpResponse): AnswerFailure | null {
  const failure = failureOfStatus(response);
  if (!failure) return null;
  const parsed = errorAnswer.safeParse(response.body);
  if (!parsed.success) return failure;
  const { code } = parsed.data;
  const isRetryable = failure.isRetryable || PASSING_CODES.includes(code);
  return { ...failure, code, message: `${failure.message}, code ${code}`, isRetryable };
}
