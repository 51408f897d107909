import type { LiveParcel } from '@otto/domain';
import type { LiveBus, LiveMessage } from '@otto/queues';

/** An event of a tenant, ready to be sent. */
export interface Incoming {
  readonly id: string;
  readonly channels: readonly string[];
  readonly repIds: readonly string[];
  readonly text: string;
  /** Whose role or access has changed, when the event says so. */
  readonly changedUserId: string | null;
}

export type Take = (event: Incoming) => void;

/** What came after an event, and whether that is all of it. */
export interface Replay {
  readonly events: readonly Incoming[];
  readonly isComplete: boolean;
}

export interface Hub {
  /** Calls `take` for each event of the tenant until the returned function is called. */
  join(companyId: string, take: Take): Promise<() => void>;
  since(companyId: string, id: string): Promise<Replay>;
}

/** Reads each event once for all clients of its tenant in this process. */
export function createHub({ bus }: { readonly bus: LiveBus }): Hub {
  const tenants = new Map<string, { readonly takers: Set<Take>; stop: Promise<() => void> }>();
  return {
    async join(companyId, take) {
      const takers = tenants.get(companyId)?.takers ?? new Set<Take>();
      takers.add(take);
      const tenant = tenants.get(companyId) ?? {
        takers,
        stop: bus.listen(companyId, (message) => {
          const event = incoming(message);
          for (const one of takers) one(event);
        }),
      };
      tenants.set(companyId, tenant);
      const stop = await tenant.stop.catch((error: unknown) => {
        // The next client of the tenant tries anew.
        if (tenants.get(companyId) === tenant) tenants.delete(companyId);
        throw error;
      });
      return () => {
        takers.delete(take);
        if (takers.size > 0 || tenants.get(companyId) !== tenant) return;
        tenants.delete(companyId);
        stop();
      };
    },
    async since(companyId, id) {
      const { messages, isComplete } = await bus.since(companyId, id);
      return { events: messages.map(incoming), isComplete };
    },
  };
}

function incoming({ id, text }: LiveMessage): Incoming {
  const { channels, repIds, envelope } = JSON.parse(text) as LiveParcel;
  const changedUserId =
    envelope.event === 'identity.user.updated' ? (envelope.user_id ?? null) : null;
  return { id, channels, repIds, changedUserId, text: JSON.stringify({ ...envelope, id }) };
}
