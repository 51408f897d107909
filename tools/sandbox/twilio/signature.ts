import { createHmac } from 'node:crypto';

/** `X-Twilio-Signature` of a form post: the URL, then each name and value in order of the names. */
export function signTwilioRequest(
  authToken: string,
  url: string,
  params: Readonly<Record<string, string>>,
): string {
  const text = Object.keys(params)
    .sort()
    .reduce((signed, name) => `${signed}${name}${params[name] ?? ''}`, url);
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64');
}
