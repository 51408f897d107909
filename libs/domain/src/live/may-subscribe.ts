import { isLeadOfRep, type TenantTx } from '@otto/db';
import type { Viewer } from '../reading/viewer';
import { parseChannel } from './channels';

/**
 * Whether the viewer may follow the channel: that of their own company, their own, or that of a lead
 * of the company, for a rep only one that is assigned to them.
 */
export async function maySubscribe(tx: TenantTx, viewer: Viewer, name: string): Promise<boolean> {
  const channel = parseChannel(name);
  switch (channel?.kind) {
    case undefined:
      return false;
    case 'tenant':
      return channel.companyId === tx.companyId;
    case 'user':
      return channel.userId === viewer.id;
    case 'lead':
      return isLeadOfRep(tx, channel.leadId, viewer.role === 'sales_rep' ? viewer.id : null);
  }
}
