import type { TenantTx } from '@otto/db';
import { currentLogContext } from '@otto/observability';
import type { LiveBus } from '@otto/queues';
import { leadChannel, tenantChannel, userChannel } from './channels';
import { envelopeOf, type LiveEnvelope } from './envelope';
import type { LiveEvent } from './events';

/** What travels between processes: the event, where it goes and which reps may see it. */
export interface LiveParcel {
  readonly channels: readonly string[];
  readonly repIds: readonly string[];
  readonly envelope: LiveEnvelope;
}

/** Tells the front ends of the tenant, once the transaction has committed and never otherwise. */
export type Publish = (tx: TenantTx, event: LiveEvent) => void;

/** Builds the one way for use cases to tell the front ends that something has happened. */
export function createPublish({ bus }: { readonly bus: Pick<LiveBus, 'send'> }): Publish {
  return (tx, event) => {
    const { traceId } = currentLogContext();
    const { companyId } = tx;
    const parcel: LiveParcel = {
      channels: [
        tenantChannel(companyId),
        ...(event.userId === undefined ? [] : [userChannel(event.userId)]),
        ...(event.leadId === undefined ? [] : [leadChannel(event.leadId)]),
      ],
      repIds: event.repIds ?? [],
      envelope: envelopeOf(event, { companyId, traceId, at: new Date() }),
    };
    tx.afterCommit(() => bus.send(companyId, JSON.stringify(parcel)));
  };
}
