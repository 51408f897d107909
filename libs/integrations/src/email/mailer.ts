import type { Transporter } from 'nodemailer';
import { explainMailError } from './mail-error';

export interface Mail {
  /** Our id, which becomes the Message-ID, so that a repetition can be told from a second mail. */
  readonly id: string;
  readonly to: string;
  /** Whose mail it is to its reader; it goes out from the address of the platform all the same. */
  readonly senderName?: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly replyTo?: string;
  /** Takes a POST and unsubscribes the reader at once (RFC 8058). */
  readonly unsubscribeUrl?: string;
}

export interface Mailer {
  /**
   * Throws EmailNotConfiguredError where there is no server or sender to use, ProviderError where
   * the server does not take the mail.
   */
  send(mail: Mail): Promise<{ readonly messageId: string }>;
}

/** E-mail is to be sent, but nobody has said how. */
export class EmailNotConfiguredError extends Error {
  override readonly name = 'EmailNotConfiguredError';

  constructor(readonly missing: readonly string[]) {
    super(`E-mail is not configured: ${missing.join(' and ')} missing`);
  }
}

export interface MailerOptions {
  /** `smtp://` or `smtps://`, credentials included. */
  readonly smtpUrl: string | null;
  /** `Name <address>` or an address alone. */
  readonly from: string | null;
  readonly timeoutMs: number;
}

/** Mail by SMTP, each over its own connection, so that no mail is ever repeated behind our back. */
export function createMailer({ smtpUrl, from, timeoutMs }: MailerOptions): Mailer {
  let transport: Promise<Transporter> | null = null;

  return {
    async send(mail) {
      if (!smtpUrl || !from) throw new EmailNotConfiguredError(missing(smtpUrl, from));
      transport ??= open(smtpUrl, timeoutMs);
      const messageId = `<${mail.id}@${domainOf(from)}>`;
      try {
        await (
          await transport
        ).sendMail({
          from: senderOf(from, mail.senderName),
          messageId,
          ...contentOf(mail),
        });
        return { messageId };
      } catch (error) {
        throw explainMailError(error);
      }
    },
  };
}

/** Loaded at the first mail only: most processes never send one. */
async function open(url: string, timeoutMs: number): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const limits = {
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // Texts are ours: nothing in a mail may name a file or a URL to be read in.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return createTransport({ url, ...limits });
}

/** The sender with the name of the mail's own; headers are encoded by nodemailer. */
function senderOf(from: string, name: string | undefined) {
  return name === undefined ? from : { name, address: /<([^>]+)>/.exec(from)?.[1] ?? from };
}

function contentOf({ to, subject, text, html, replyTo, unsubscribeUrl }: Mail) {
  return {
    to: { name: '', address: to },
    subject,
    text,
    ...(html === undefined ? {} : { html }),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(unsubscribeUrl === undefined
      ? {}
      : {
          list: { unsubscribe: unsubscribeUrl },
          headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
        }),
  };
}

function missing(smtpUrl: string | null, from: string | null): string[] {
  return [...(smtpUrl ? [] : ['SMTP_URL']), ...(from ? [] : ['EMAIL_FROM'])];
}

function domainOf(from: string): string {
  return /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
}
