import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { ProviderError } from '../errors';
import { createMailer, EmailNotConfiguredError, type Mail, type Mailer } from './mailer';

const mail: Mail = {
  id: 'm-1',
  to: 'ann@demo.example',
  subject: 'Grüße',
  text: 'See you on Monday.',
  html: '<p>See you on <b>Monday</b>.</p>',
};

describe('mailer', () => {
  let server: SMTPServer | Server | null = null;
  const received: { readonly to: string[]; readonly raw: string }[] = [];

  afterEach(async () => {
    received.length = 0;
    const closing = server;
    server = null;
    if (closing) await new Promise<void>((resolve) => void closing.close(() => resolve()));
  });

  const mailTo = async (options: SMTPServerOptions = {}, credentials = ''): Promise<Mailer> => {
    const smtp = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      authOptional: true,
      onData(stream, session, done) {
        void text(stream).then((raw) => {
          received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
          done();
        });
      },
      ...options,
    });
    smtp.on('error', () => undefined);
    smtp.listen(0, '127.0.0.1');
    await once(smtp.server, 'listening');
    server = smtp;
    const { port } = smtp.server.address() as AddressInfo;
    return mailerAt(`smtp://${credentials}127.0.0.1:${port}`);
  };
  const mailerAt = (smtpUrl: string): Mailer =>
    createMailer({ smtpUrl, from: 'Otto <otto@demo.example>', timeoutMs: 500 });
  const failureOf = async (sender: Mailer): Promise<ProviderError> => {
    const error: unknown = await sender.send(mail).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProviderError);
    return error as ProviderError;
  };

  it('sends text and HTML from the sender, under our id', async () => {
    const sender = await mailTo();
    expect(await sender.send(mail)).toEqual({ messageId: '<m-1@demo.example>' });
    const [{ to, raw } = { to: [], raw: '' }] = received;
    expect(to).toEqual(['ann@demo.example']);
    expect(raw).toMatch(/^From: Otto <otto@demo\.example>\r$/m);
    expect(raw).toMatch(/^Message-ID: <m-1@demo\.example>\r$/m);
    expect(raw).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(raw).toContain('See you on Monday.');
    expect(raw).toContain('<b>Monday</b>');
    expect(raw).not.toMatch(/^List-Unsubscribe/m);
  });

  it('shows the name of the company whose mail it is, which is no second header', async () => {
    const sender = await mailTo();
    await sender.send({ ...mail, senderName: 'Demo Roofing, Inc.' });
    expect(received[0]?.raw).toMatch(/^From: "Demo Roofing, Inc\." <otto@demo\.example>\r$/m);
    await sender.send({ ...mail, senderName: 'Demo\r\nBcc: eve@evil.example' });
    expect(received[1]?.raw).not.toMatch(/^Bcc:/m);
  });

  it('carries a link to unsubscribe with one click', async () => {
    const sender = await mailTo();
    await sender.send({ ...mail, unsubscribeUrl: 'https://web.example/u?t=1' });
    expect(received[0]?.raw).toMatch(/^List-Unsubscribe: <https:\/\/web\.example\/u\?t=1>\r$/m);
    expect(received[0]?.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  });

  it('lets no header in by the subject, and no second reader by the address', async () => {
    const sender = await mailTo();
    const to = 'ann@demo.example, eve@evil.example';
    await sender.send({ ...mail, to, subject: 'x\r\nBcc: eve@evil.example' }).catch(() => null);
    expect(received.flatMap((one) => one.to)).not.toContain('eve@evil.example');
    expect(received[0]?.raw ?? '').not.toMatch(/^Bcc:/m);
  });

  it('signs in', async () => {
    const users: unknown[] = [];
    const sender = await mailTo(
      {
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: ({ username, password }, _session, done) => {
          users.push([username, password]);
          done(null, { user: username });
        },
      },
      'otto:p%40ss@',
    );
    await sender.send(mail);
    expect(users).toEqual([['otto', 'p@ss']]);
  });

  it('gives up when the credentials are refused', async () => {
    const sender = await mailTo(
      {
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: (_auth, _session, done) => done(new Error('no')),
      },
      'otto:x@',
    );
    expect(await failureOf(sender)).toMatchObject({ code: 'EAUTH', isRetryable: false });
  });

  const withCode = (responseCode: number): Error =>
    Object.assign(new Error('ann'), { responseCode });

  it.each([
    [550, false],
    [452, true],
  ])('tells whether a reader refused with %i may be tried later: %p', async (code, isRetryable) => {
    const sender = await mailTo({ onRcptTo: (_to, _session, done) => done(withCode(code)) });
    expect(await failureOf(sender)).toMatchObject({
      vendor: 'smtp',
      status: code,
      message: `smtp: answered ${code}`,
      isRetryable,
      isUnknownOutcome: false,
    });
  });

  it.each([
    [554, false],
    [451, true],
  ])('tells whether a text refused with %i may be tried later: %p', async (code, isRetryable) => {
    const sender = await mailTo({
      onData(stream, _session, done) {
        stream.resume().on('end', () => done(withCode(code)));
      },
    });
    expect(await failureOf(sender)).toMatchObject({
      status: code,
      isRetryable,
      isUnknownOutcome: false,
    });
  });

  it('does not know what became of a mail when the server falls silent', async () => {
    const sender = await mailTo({ onData: (stream) => void stream.resume(), closeTimeout: 1 });
    expect(await failureOf(sender)).toMatchObject({ isRetryable: true, isUnknownOutcome: true });
  });

  it('does not know what became of a mail when the server hangs up', async () => {
    const sockets = new Set<Socket>();
    const sender = await mailTo({
      onData: (stream) =>
        void stream.resume().on('end', () => sockets.forEach((socket) => socket.destroy())),
    });
    (server as SMTPServer).server.on('connection', (socket: Socket) => sockets.add(socket));
    expect(await failureOf(sender)).toMatchObject({ isRetryable: true, isUnknownOutcome: true });
  });

  it('knows that nothing was sent when nobody greets', async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const sockets: { destroy(): void }[] = [];
    server.on('connection', (socket) => sockets.push(socket));
    const { port } = server.address() as AddressInfo;
    const sender = mailerAt(`smtp://127.0.0.1:${port}`);
    expect(await failureOf(sender)).toMatchObject({ isRetryable: true, isUnknownOutcome: false });
    sockets.forEach((socket) => socket.destroy());
  });

  it('knows that nothing was sent when nobody is there', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const sender = mailerAt(`smtp://127.0.0.1:${port}`);
    expect(await failureOf(sender)).toMatchObject({ isRetryable: true, isUnknownOutcome: false });
  });

  it('fails for all to see when it is not configured', async () => {
    const mailer = createMailer({ smtpUrl: null, from: null, timeoutMs: 500 });
    await expect(mailer.send(mail)).rejects.toThrow(EmailNotConfiguredError);
    await expect(mailer.send(mail)).rejects.toThrow(
      'E-mail is not configured: SMTP_URL and EMAIL_FROM missing',
    );
  });
});
