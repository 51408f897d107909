import { findSecrets } from './find-secrets';

// Put together here, so that this file does not hold what it looks for.
const samples: readonly (readonly [kind: string, text: string])[] = [
  ['a private key', `-----BEGIN RSA PRIVATE ${'KEY'}-----\\nMIIEowIBAAKCAQEAabcdefgh`],
  ['an AWS access key', `AKIA${'ABCDEFGHIJKLMNOP'}`],
  ['a key of OpenAI', `sk-proj-${'a1B2'.repeat(10)}`],
  ['a key of Stripe or Clerk', `sk_live_${'a1B2'.repeat(6)}`],
  ['a webhook secret', `whsec_${'a1B2'.repeat(8)}`],
  ['a token of GitHub', `ghp_${'a1B2'.repeat(9)}`],
  ['a token of Slack', `xoxb-${'123456789012-'.repeat(2)}`],
  ['a key of Google', `AIza${'a1B2c'.repeat(7)}`],
  ['a token of npm', `npm_${'a1B2'.repeat(9)}`],
  ['a signed token', `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(30)}`],
  ['a Twilio auth token', `TWILIO_AUTH_TOKEN=${'0a1b2c3d'.repeat(4)}`],
  ['a DSN of Sentry', `https://${'0a1b2c3d'.repeat(4)}@o1.ingest.example/42`],
  ['an address with a password', `postgresql://otto:${'hunter2hunter2'}@db.example/otto`],
];

describe('findSecrets', () => {
  it.each(samples)('finds %s and the line it is on', (kind, secret) => {
    expect(findSecrets(`one\ntwo: ${secret}\nthree`)).toEqual([{ line: 2, kind }]);
  });

  it('finds a key that is written over several lines, at its first', () => {
    const pem = `-----BEGIN PRIVATE ${'KEY'}-----\nMIIEowIBAAKCAQEAabcdefgh\n-----END`;
    expect(findSecrets(`one\n${pem}`)).toEqual([{ line: 2, kind: 'a private key' }]);
  });

  it('leaves out what is allowed by its exact text', () => {
    const key = `AKIA${'ABCDEFGHIJKLMNOP'}`;
    expect(findSecrets(`a ${key}`, { [key]: 'the example of the manual' })).toEqual([]);
  });

  it.each([
    'DATABASE_URL=postgresql://user:password@localhost:5432/otto',
    'url: `postgresql://otto:${password}@db/otto`',
    'sk-…',
    'whsec_…',
    'task-id-that-is-long-enough-to-be-mistaken-for-a-key',
  ])('does not mistake %j for one', (text) => {
    expect(findSecrets(text)).toEqual([]);
  });
});
