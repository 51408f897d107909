import { createHmac } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import { ProviderError } from '../errors';
import type { HttpClient } from '../http/http-client';
import { isFields, type Fields } from '../webhooks/read-fields';
import { unexpectedAnswer } from './answers';
import { shunyaFailureOf } from './envelope';
import { pythonJson, type JsonInput } from './python-json';
import type { TargetRole } from './shunya-client';

const TOKEN_TTL_SECONDS = 300;

export interface ShunyaTransportOptions {
  /** Without `/api/v1` and `/uwc/v1`. */
  readonly baseUrl: string;
  /** Signs a bearer token per request; without it the API key is the bearer. */
  readonly jwtSecret?: string | undefined;
  readonly apiKey?: string | undefined;
  /** Signs bodies; empty to send them unsigned. */
  readonly hmacSecret: string;
  readonly version: string;
  readonly http: HttpClient;
  readonly now?: () => Date;
}

export interface ShunyaRequest {
  readonly operation: string;
  readonly companyId: string;
  readonly method: 'GET' | 'POST';
  /** Of the two trees of paths; `api/v1` unless told otherwise. */
  readonly root?: 'uwc/v1';
  readonly path: string;
  readonly body?: JsonInput;
  /** Required for every POST; the same at every repetition. */
  readonly idempotencyKey?: string;
  readonly targetRole?: TargetRole;
  readonly signal?: AbortSignal | undefined;
}

export type ShunyaTransport = (request: ShunyaRequest) => Promise<Fields>;

/** Sends a request as Shunya wants it signed, and answers with the fields of a good answer. */
export function createShunyaTransport(options: ShunyaTransportOptions): ShunyaTransport {
  const { baseUrl, jwtSecret, apiKey, hmacSecret, version, http, now = () => new Date() } = options;

  const bearer = (companyId: string): string => {
    if (!jwtSecret) return apiKey ?? '';
    const iat = Math.floor(now().getTime() / 1_000);
    const claims = { company_id: companyId, type: 'access', iat, exp: iat + TOKEN_TTL_SECONDS };
    return sign(claims, jwtSecret, { algorithm: 'HS256' });
  };

  const headersFor = (request: ShunyaRequest, body: string | undefined): Record<string, string> => {
    const timestamp = now().toISOString();
    return {
      Authorization: `Bearer ${bearer(request.companyId)}`,
      'X-Company-ID': request.companyId,
      'X-UWC-Version': version,
      'X-UWC-Timestamp': timestamp,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(body === undefined || !hmacSecret
        ? {}
        : { 'X-Signature': signatureOf(hmacSecret, timestamp, body) }),
      ...(request.idempotencyKey ? { 'Idempotency-Key': request.idempotencyKey } : {}),
      ...(request.targetRole ? { 'X-Target-Role': request.targetRole } : {}),
    };
  };

  const send = async (request: ShunyaRequest): Promise<Fields> => {
    const body = request.body === undefined ? undefined : pythonJson(request.body);
    const response = await http.request({
      operation: request.operation,
      breakerScope: request.companyId,
      method: request.method,
      url: `${baseUrl}/${request.root ?? 'api/v1'}/${request.path}`,
      headers: () => headersFor(request, body),
      body,
      isRepeatable: request.method === 'GET' || request.idempotencyKey !== undefined,
      failureOf: shunyaFailureOf,
      signal: request.signal,
    });
    if (isFields(response.body)) return response.body;
    throw unexpectedAnswer({ isSend: request.method === 'POST' });
  };

  return async (request) => {
    try {
      return await send(request);
    } catch (error) {
      // A token may have expired on the way; a fresh one is worth exactly one more try.
      if (!jwtSecret || !(error instanceof ProviderError) || error.status !== 401) throw error;
      return send(request);
    }
  };
}

function signatureOf(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}:${body}`).digest('hex');
}
