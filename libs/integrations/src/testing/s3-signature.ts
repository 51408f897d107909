import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { signingKey, type SigningKeys } from '../storage/presign';

const FIELDS = /Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]+)/;

/**
 * Why a request is not properly signed by AWS Signature Version 4, in its header or its query; null
 * when it is. Written apart from what signs, after the documentation of Amazon S3.
 */
export function s3SignatureProblem(
  request: IncomingMessage,
  body: Buffer,
  keys: SigningKeys,
): string | null {
  const url = new URL(request.url ?? '/', 'http://s3');
  return url.searchParams.has('X-Amz-Signature')
    ? queryProblem(request, url, keys)
    : headerProblem(request, url, { body, keys });
}

function headerProblem(
  request: IncomingMessage,
  url: URL,
  { body, keys }: { readonly body: Buffer; readonly keys: SigningKeys },
): string | null {
  const [, credential = '', signed = '', signature] =
    FIELDS.exec(request.headers.authorization ?? '') ?? [];
  const stamp = one(request, 'x-amz-date');
  const payload = one(request, 'x-amz-content-sha256');
  const hash = createHash('sha256').update(body).digest('hex');
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== hash) return 'XAmzContentSHA256Mismatch';
  if (Math.abs(Date.now() - timeOf(stamp)) > 900_000) return 'RequestTimeTooSkewed';
  const expected = signatureOf(request, url, { keys, stamp, signed, payload });
  return credential === credentialOf(keys, stamp) && signature === expected
    ? null
    : 'SignatureDoesNotMatch';
}

function queryProblem(request: IncomingMessage, url: URL, keys: SigningKeys): string | null {
  const query = (name: string): string => url.searchParams.get(name) ?? '';
  const stamp = query('X-Amz-Date');
  const signature = query('X-Amz-Signature');
  url.searchParams.delete('X-Amz-Signature');
  const expiresAt = timeOf(stamp) + Number(query('X-Amz-Expires')) * 1_000;
  const signed = query('X-Amz-SignedHeaders');
  const expected = signatureOf(request, url, { keys, stamp, signed, payload: 'UNSIGNED-PAYLOAD' });
  if (query('X-Amz-Credential') !== credentialOf(keys, stamp) || signature !== expected) {
    return 'SignatureDoesNotMatch';
  }
  return expiresAt > Date.now() ? null : 'AccessDenied';
}

function signatureOf(
  request: IncomingMessage,
  url: URL,
  parts: {
    readonly keys: SigningKeys;
    readonly stamp: string;
    readonly signed: string;
    readonly payload: string;
  },
): string {
  const { keys, stamp, signed, payload } = parts;
  const query = [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const headers = signed.split(';').map((name) => `${name}:${one(request, name).trim()}\n`);
  const canonical = [request.method, url.pathname, query, headers.join(''), signed, payload];
  const hash = createHash('sha256').update(canonical.join('\n')).digest('hex');
  const scope = credentialOf(keys, stamp).slice(keys.accessKeyId.length + 1);
  return createHmac('sha256', signingKey(keys, stamp.slice(0, 8)))
    .update(['AWS4-HMAC-SHA256', stamp, scope, hash].join('\n'))
    .digest('hex');
}

function credentialOf({ accessKeyId, region }: SigningKeys, stamp: string): string {
  return `${accessKeyId}/${stamp.slice(0, 8)}/${region}/s3/aws4_request`;
}

function timeOf(stamp: string): number {
  return Date.parse(stamp.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
}

function one(request: IncomingMessage, name: string): string {
  return String(request.headers[name] ?? '');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
