import { insertEvents, type TenantTx } from '@otto/db';
import type { Viewer } from '../reading/viewer';

export interface StatusMove {
  readonly leadId: string;
  readonly contactCardId: string;
  readonly from: string | null;
  readonly to: string;
  readonly at: Date;
}

/** Notes on the customer's timeline that somebody moved the lead by hand. */
export async function statusEvent(tx: TenantTx, viewer: Viewer, move: StatusMove): Promise<void> {
  const { leadId, contactCardId, from, to, at } = move;
  await insertEvents(tx, [
    {
      contactCardId,
      leadId,
      eventType: viewer.role === 'manager' ? 'manager_action' : 'csr_action',
      at,
      metadata: { action: 'lead_status', from, to },
      actorId: viewer.id,
      actorRole: viewer.role,
      uniqueKey: `lead_status:${leadId}:${to}:${at.getTime()}`,
    },
  ]);
}
