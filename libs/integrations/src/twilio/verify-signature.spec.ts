import { createHash, createHmac } from 'node:crypto';
import { verifyTwilioSignature, type TwilioDelivery } from './verify-signature';

// The three vectors that Twilio's own helper libraries are tested with.
const fields = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
};
const form: TwilioDelivery = {
  rawBody: Buffer.from(new URLSearchParams(fields).toString()),
  contentType: 'application/x-www-form-urlencoded; charset=UTF-8',
  signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
  urls: ['https://mycompany.com/myapp.php?foo=1&bar=2'],
  authTokens: ['12345'],
};
const withPort = { signature: 'kvajT1Ptam85bY51eRf/AJRuM3w=' };
const body = '{"property": "value", "boolean": true}';
const hash = '0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620';
const json: TwilioDelivery = {
  rawBody: Buffer.from(body),
  contentType: 'application/json',
  signature: 'a9nBmqA0ju/hNViExpshrM61xv4=',
  urls: [`https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=${hash}`],
  authTokens: ['12345'],
};

const signed = (text: string): string =>
  createHmac('sha1', '12345').update(text, 'utf8').digest('base64');

describe('signature of Twilio', () => {
  it('is the published one for the published form', () => {
    expect(verifyTwilioSignature(form)).toBe(true);
  });

  it('is the published one for a URL with the standard port, however we spell it', () => {
    expect(verifyTwilioSignature({ ...form, ...withPort })).toBe(true);
    const urls = ['https://mycompany.com:443/myapp.php?foo=1&bar=2'];
    expect(verifyTwilioSignature({ ...form, ...withPort, urls })).toBe(true);
    expect(verifyTwilioSignature({ ...form, urls })).toBe(true);
  });

  it('is the published one for the published JSON', () => {
    expect(verifyTwilioSignature(json)).toBe(true);
  });

  it('holds for any of the URLs that may be configured', () => {
    const urls = ['https://elsewhere.example/myapp.php', ...form.urls];
    expect(verifyTwilioSignature({ ...form, urls })).toBe(true);
  });

  it('holds without the part of the URL that Twilio keeps to itself', () => {
    const urls = form.urls.map((url) => `${url}#rc=2&rp=all`);
    expect(verifyTwilioSignature({ ...form, urls })).toBe(true);
  });

  it('holds under either token during a rotation', () => {
    expect(verifyTwilioSignature({ ...form, authTokens: ['new', '12345'] })).toBe(true);
  });

  it('takes the values of a repeated field in order, the same once, and blank ones too', () => {
    const delivery = {
      ...form,
      rawBody: Buffer.from('b=2&a=y&a=x&a=y&empty=&A=1&text=%C3%A9+'),
      urls: ['https://web.example/x'],
      signature: signed('https://web.example/xA1axayb2emptytext\u00e9 '),
    };
    expect(verifyTwilioSignature(delivery)).toBe(true);
  });

  it('holds for a request without body or type', () => {
    const url = 'https://web.example/x?CallSid=CA1';
    const delivery = { ...form, rawBody: Buffer.alloc(0), contentType: undefined, urls: [url] };
    expect(verifyTwilioSignature({ ...delivery, signature: signed(url) })).toBe(true);
  });

  it('holds for a port of its own, with and without it', () => {
    const urls = ['https://web.example:8443/x'];
    const delivery = { ...form, rawBody: Buffer.alloc(0), urls };
    for (const url of [...urls, 'https://web.example/x']) {
      expect(verifyTwilioSignature({ ...delivery, signature: signed(url) })).toBe(true);
    }
  });

  it.each([
    ['a changed field', { rawBody: Buffer.from(String(form.rawBody).replace('1234', '1235')) }],
    ['a field more', { rawBody: Buffer.from(`${String(form.rawBody)}&Extra=1`) }],
    ['another path', { urls: ['https://mycompany.com/other.php?foo=1&bar=2'] }],
    ['another host', { urls: ['https://evil.example/myapp.php?foo=1&bar=2'] }],
    ['no URL', { urls: [] }],
    ['something that is no URL', { urls: ['/myapp.php?foo=1&bar=2'] }],
    ['another token', { authTokens: ['54321'] }],
    ['no token', { authTokens: [] }],
    ['an empty token', { authTokens: [''], signature: '' }],
    ['no signature', { signature: undefined }],
    ['an empty signature', { signature: '' }],
    ['a tampered signature', { signature: 'SSOYDt4T1cUTdK1PDd93/VVr8B8=' }],
    ['a shortened signature', { signature: 'RSOYDt4T1cUTdK1P' }],
    ['another content type', { contentType: 'text/plain' }],
    ['no content type', { contentType: undefined }],
  ])('does not hold for %s', (_case, change) => {
    expect(verifyTwilioSignature({ ...form, ...change })).toBe(false);
  });

  it('does not hold for a changed JSON body', () => {
    expect(verifyTwilioSignature({ ...json, rawBody: Buffer.from(`${body} `) })).toBe(false);
  });

  it('does not hold for JSON whose hash is not in the signed URL', () => {
    const url = 'https://mycompany.com/myapp.php';
    const delivery = { ...json, urls: [url], signature: signed(url) };
    expect(verifyTwilioSignature(delivery)).toBe(false);
    const other = createHash('sha256').update('{}').digest('hex');
    const urls = [`${url}?bodySHA256=${other}`];
    expect(verifyTwilioSignature({ ...json, urls })).toBe(false);
  });
});
