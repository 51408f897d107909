import { ProviderError } from '../errors';

/** Commands that come before the text; `CONN` is nodemailer's word for the line itself, at any time. */
const BEFORE_TEXT = /^(API|EHLO|HELO|STARTTLS|AUTH|MAIL|RCPT)/;
const NEVER_CONNECTED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EDNS',
  'ETLS',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
];

interface SmtpError {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly timeoutType?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
}

/**
 * What nodemailer threw, as ProviderError. 5xx of SMTP and refused credentials are for good, all
 * else may pass; silence after the text was sent leaves open whether the mail went out.
 */
export function explainMailError(cause: unknown): ProviderError {
  const { code, originalCode, timeoutType, command, responseCode } = (cause ?? {}) as SmtpError;
  const status = typeof responseCode === 'number' ? responseCode : null;
  const isRefused = (status !== null && status >= 500) || code === 'EAUTH' || code === 'EENVELOPE';
  const isEarly =
    BEFORE_TEXT.test(String(command)) ||
    [code, originalCode, timeoutType].some((word) => NEVER_CONNECTED.includes(String(word)));
  return new ProviderError({
    vendor: 'smtp',
    // The server's words repeat the address.
    message: status === null ? 'the mail was not taken' : `answered ${status}`,
    status,
    code: typeof code === 'string' ? code : null,
    isRetryable: !isRefused || (status !== null && status < 500),
    isUnknownOutcome: status === null && !isEarly && !isRefused,
    cause,
  });
}
