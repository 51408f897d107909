import { z } from 'zod';
import { failureOfStatus } from '../http/failures';
import type { AnswerFailure, HttpClient, HttpRequest, HttpResponse } from '../http/http-client';

const errorAnswer = z.object({ errors: z.array(z.object({ code: z.string() })).min(1) });

export interface ClerkTransportOptions {
  readonly baseUrl: string;
  readonly secretKey: string;
  readonly http: HttpClient;
}

type ClerkRequest = Pick<HttpRequest, 'operation' | 'method' | 'body' | 'isRepeatable' | 'signal'>;

/** Sends a request with the secret key and answers with the body, unread. */
export function createClerkTransport({ baseUrl, secretKey, http }: ClerkTransportOptions) {
  return async (path: string, request: ClerkRequest): Promise<unknown> => {
    const headers = (): Record<string, string> => ({
      Authorization: `Bearer ${secretKey}`,
      ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    });
    return (await http.request({ ...request, url: `${baseUrl}${path}`, headers, failureOf })).body;
  };
}

/** Only the code is kept: Clerk's messages can repeat the e-mail address. */
function failureOf(response: HttpResponse): AnswerFailure | null {
  const failure = failureOfStatus(response);
  if (!failure) return null;
  const code = errorAnswer.safeParse(response.body).data?.errors[0]?.code;
  return code === undefined
    ? failure
    : { ...failure, code, message: `${failure.message}, ${code}` };
}
