import { randomUUID } from 'node:crypto';
import type { AddressInfo, Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { SandboxDeps } from '../sandbox-deps';
import { failMail, type MailFault } from './mail-faults';
import { readMail } from './read-mail';

export interface SmtpCatcher {
  /** Rejects when the port is taken. */
  listen(): Promise<void>;
  /** Once it listens. */
  port(): number;
  close(): Promise<void>;
}

/** Takes every mail and delivers none. An address with `bounce` in it is refused. */
export function createSmtpCatcher(deps: SandboxDeps): SmtpCatcher {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth: ({ username }, _session, done) => done(null, { user: username ?? '' }),
    onRcptTo: ({ address }, _session, done) =>
      address.includes('bounce')
        ? done(Object.assign(new Error('No such user here'), { responseCode: 550 }))
        : done(),
    onData: (stream, session, done) => {
      // Whatever goes wrong is an answer to the sender, never the end of the sandbox.
      takeMail(deps, server, { stream, session }).then((fault) => {
        if (fault === 'none') done();
        else if (fault) done(fault);
      }, done);
    },
  });
  server.on('error', (error) => {
    deps.journal.write({ provider: 'smtp', direction: 'event', what: `error: ${error.message}` });
  });
  let net: Server | null = null;
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        net = server.listen(deps.config.smtp.port, deps.config.host, resolve);
      }),
    port: () => (net?.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

interface Incoming {
  readonly stream: SMTPServerDataStream;
  readonly session: SMTPServerSession;
}

async function takeMail(
  deps: SandboxDeps,
  server: SMTPServer,
  { stream, session }: Incoming,
): Promise<MailFault> {
  const mail = readMail(await buffer(stream));
  const recipients = session.envelope.rcptTo.map(({ address }) => address);
  const fault = deps.faults.takeForRequest('smtp', `MAIL ${recipients.join(' ')}`);
  const outcome = fault === null ? 'none' : await failMail(deps, server, { fault, session });
  const isTaken = fault === null || ['latency', 'hang-after-accept'].includes(fault.kind);
  if (isTaken) {
    for (const to of recipients) {
      const { subject, from, text: body, html, headers, messageId } = mail;
      const id = messageId ?? randomUUID();
      const more = { html, headers };
      deps.outbox.add({ id, channel: 'email', provider: 'smtp', from, to, subject, body, more });
    }
  }
  deps.journal.write({
    provider: 'smtp',
    direction: 'received',
    what: `MAIL ${mail.messageId ?? ''}`,
    status: outcome === 'none' ? 250 : outcome ? outcome.responseCode : null,
    request: { to: recipients, subject: mail.subject, text: mail.text },
    answer: fault?.kind ?? null,
  });
  return outcome;
}
