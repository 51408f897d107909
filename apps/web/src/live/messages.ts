import { z } from 'zod';

const channel = z.string().min(1).max(200);

/** What clients send (DOMAIN 8). */
export const clientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('auth'), token: z.string().min(1).max(8_192) }),
  z.object({
    type: z.literal('subscribe'),
    channel,
    /** The last event that the client has seen, to be sent what came after it. */
    last_event_id: z.string().max(40).optional(),
  }),
  z.object({ type: z.literal('unsubscribe'), channel }),
  z.object({ type: z.literal('pong') }),
  z.object({ type: z.literal('ping') }),
]);
export type ClientMessage = z.output<typeof clientMessage>;

/** Reads a message; null when it is none of those that there are. */
export function readMessage(raw: string): ClientMessage | null {
  try {
    return clientMessage.safeParse(JSON.parse(raw)).data ?? null;
  } catch {
    return null;
  }
}
