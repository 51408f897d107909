import { createHash, createHmac } from 'node:crypto';

export const FORM_TYPE = 'application/x-www-form-urlencoded';
export const JSON_TYPE = 'application/json';

/** One request to a door before it is signed. */
export interface Signing {
  readonly body: Buffer;
  readonly contentType: string;
  readonly key: string;
  readonly sentAt: Date;
  /** Whole URL, as the provider was told. */
  readonly url: string;
}

/** How a provider signs. */
export interface Scheme {
  readonly contentType: string;
  /** Whether it signs a time, which makes old requests stale. */
  readonly isTimed: boolean;
  /** Everything that may not be missing, by name. */
  readonly headers: (signing: Signing) => Readonly<Record<string, string>>;
  /** What the URL must say besides, for a body that is no form. */
  readonly query?: (body: Buffer) => string;
}

const hmac = (algorithm: string, key: string | Buffer) => createHmac(algorithm, key);

export const callrailScheme: Scheme = {
  contentType: JSON_TYPE,
  isTimed: false,
  headers: ({ body, key }) => ({ Signature: hmac('sha1', key).update(body).digest('base64') }),
};

export const twilioScheme: Scheme = {
  contentType: FORM_TYPE,
  isTimed: false,
  headers: ({ body, key, url, contentType }) => {
    const pairs = contentType === FORM_TYPE ? [...new URLSearchParams(body.toString())] : [];
    const text =
      url +
      pairs
        .map(([name, value]) => name + value)
        .sort()
        .join('');
    return { 'X-Twilio-Signature': hmac('sha1', key).update(text).digest('base64') };
  },
  query: (body) => `bodySHA256=${createHash('sha256').update(body).digest('hex')}`,
};

export const shunyaScheme: Scheme = {
  contentType: JSON_TYPE,
  isTimed: true,
  headers: ({ body, key, sentAt }) => {
    const time = String(sentAt.getTime());
    const signature = hmac('sha256', key).update(`${time}.`).update(body).digest('hex');
    return { 'X-Shunya-Timestamp': time, 'X-Shunya-Signature': signature };
  },
};

export const uwcScheme: Scheme = {
  contentType: JSON_TYPE,
  isTimed: true,
  headers: ({ body, key, sentAt }) => {
    const time = sentAt.toISOString();
    const signature = hmac('sha256', key).update(`${time}:`).update(body).digest('hex');
    return { 'X-UWC-Timestamp': time, 'X-UWC-Signature': signature };
  },
};

export const clerkScheme: Scheme = {
  contentType: JSON_TYPE,
  isTimed: true,
  headers: ({ body, key, sentAt }) => {
    const time = String(Math.floor(sentAt.getTime() / 1_000));
    const id = `msg_${createHash('sha256').update(body).digest('hex')}`;
    const secret = Buffer.from(key.replace('whsec_', ''), 'base64');
    const signature = hmac('sha256', secret).update(`${id}.${time}.`).update(body);
    const list = `v1a,other v1,${signature.digest('base64')}`;
    return { 'svix-id': id, 'svix-timestamp': time, 'svix-signature': list };
  },
};
