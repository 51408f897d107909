export interface FoundSecret {
  readonly line: number;
  readonly kind: string;
}

/** Shapes that providers give their credentials; none of them appears by chance. */
const PATTERNS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*(?:\\n)?[A-Za-z0-9+/=]{20}/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a key of OpenAI', /\bsk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{32,}/],
  ['a key of Stripe or Clerk', /\b[sr]k_(?:live|test)_[A-Za-z0-9]{20,}/],
  ['a webhook secret', /\bwhsec_[A-Za-z0-9+/]{30,}={0,2}/],
  ['a token of GitHub', /\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{50,}/],
  ['a token of Slack', /\bxox[abprs]-[A-Za-z0-9-]{20,}/],
  ['a key of Google', /\bAIza[A-Za-z0-9_-]{35}\b/],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a signed token', /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}/],
  ['a Twilio auth token', /\b(?:auth_?token|TWILIO_AUTH_TOKEN)["']?\s*[:=]\s*["']?[0-9a-f]{32}\b/i],
  ['a DSN of Sentry', /https:\/\/[0-9a-f]{32}@[\w.-]+\/\d+/],
  [
    'an address with a password',
    /\b(?:postgres(?:ql)?|rediss?|smtps?|amqp|mongodb):\/\/[^\s:@/'"`$<{]+:(?!\$|<|\{|password@)[^\s@/'"`$<{]{8,}@(?!127\.0\.0\.1|localhost)/,
  ],
];

/** Where a text holds something of a secret's shape which is not allowed; a shape may span lines. */
export function findSecrets(
  text: string,
  allowed: Readonly<Record<string, string>> = {},
): FoundSecret[] {
  return PATTERNS.flatMap(([kind, pattern]) =>
    [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))]
      .filter(([found]) => !(found in allowed))
      .map(({ index }) => ({ line: text.slice(0, index).split('\n').length, kind })),
  ).sort((one, other) => one.line - other.line);
}
