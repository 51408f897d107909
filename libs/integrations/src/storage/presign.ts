import { createHash, createHmac } from 'node:crypto';

export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/**
 * A URL to GET an object with for `ttlSeconds` (at most a week), signed by AWS Signature Version 4
 * in its query. Done here because the SDK's own signer needs a promise, and the whole SDK in memory.
 */
export function presignGet(
  keys: SigningKeys,
  request: { readonly url: URL; readonly ttlSeconds: number; readonly now: Date },
): string {
  const stamp = request.now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${stamp.slice(0, 8)}/${keys.region}/s3/aws4_request`;
  const query = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Content-Sha256', 'UNSIGNED-PAYLOAD'],
    ['X-Amz-Credential', `${keys.accessKeyId}/${scope}`],
    ['X-Amz-Date', stamp],
    ['X-Amz-Expires', String(request.ttlSeconds)],
    ['X-Amz-SignedHeaders', 'host'],
    ['x-id', 'GetObject'],
  ]
    .map(([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  const { origin, host, pathname } = request.url;
  const canonical = ['GET', pathname, query, `host:${host}`, '', 'host', 'UNSIGNED-PAYLOAD'];
  const hash = createHash('sha256').update(canonical.join('\n')).digest('hex');
  const text = ['AWS4-HMAC-SHA256', stamp, scope, hash].join('\n');
  const signature = hmac(signingKey(keys, stamp.slice(0, 8)), text).toString('hex');
  return `${origin}${pathname}?${query}&X-Amz-Signature=${signature}`;
}

export function signingKey({ secretAccessKey, region }: SigningKeys, day: string): Buffer {
  return [day, region, 's3', 'aws4_request'].reduce<Buffer>(
    hmac,
    Buffer.from(`AWS4${secretAccessKey}`),
  );
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}
