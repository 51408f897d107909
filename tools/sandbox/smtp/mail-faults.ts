import type { SMTPServer, SMTPServerSession } from 'smtp-server';
import type { Fault } from '../faults/faults';
import type { RequestFault } from '../faults/fault-schema';
import type { SandboxDeps } from '../sandbox-deps';

/** `none` answers 250, an error answers its code, null answers nothing. */
export type MailFault = 'none' | (Error & { readonly responseCode: number }) | null;

interface FailingMail {
  readonly fault: Fault<RequestFault>;
  readonly session: SMTPServerSession;
}

/** The faults of requests, as a mail server has them. */
export async function failMail(
  { background, journal }: SandboxDeps,
  server: SMTPServer,
  { fault, session }: FailingMail,
): Promise<MailFault> {
  journal.write({ provider: 'smtp', direction: 'event', what: `fault: ${fault.kind} on a mail` });
  const socket = socketOf(server, session.id);
  switch (fault.kind) {
    case 'latency':
      await background.wait(fault.ms);
      return 'none';
    case 'rate-limit':
      return refusal(451, 'Too many messages, try again later');
    case 'server-error':
      return refusal(421, 'Service not available');
    case 'malformed':
      socket?.write('what?\r\n');
      return null;
    case 'connection-reset':
      socket?.resetAndDestroy();
      return null;
    case 'hang':
    case 'hang-after-accept':
      return null;
  }
}

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

interface Socket {
  write(text: string): void;
  resetAndDestroy(): void;
}

/** smtp-server hands out no sockets; its connections, which it does hand out, have theirs. */
function socketOf(server: SMTPServer, sessionId: string): Socket | undefined {
  const connections = server.connections as Iterable<unknown> as Iterable<{
    readonly id: string;
    readonly _socket: Socket;
  }>;
  return [...connections].find(({ id }) => id === sessionId)?._socket;
}
