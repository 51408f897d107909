import { insertAuditEntry, type Database } from '@otto/db';

export interface Rejection {
  /** The company whose door it was; null when the door belongs to nobody. */
  readonly companyId: string | null;
  readonly provider: string;
  readonly event: string;
  readonly reason: string;
  readonly ip: string | undefined;
  readonly requestId: string;
}

export type RecordRejection = (rejection: Rejection) => Promise<void>;

/** Writes down that a webhook was turned away; nothing of its content is kept. */
export function createRecordRejection(deps: { readonly database: Database }): RecordRejection {
  return ({ companyId, provider, event, reason, ip, requestId }) =>
    insertAuditEntry(deps.database.sql, {
      companyId,
      action: 'webhook_rejected',
      resourceType: 'webhook',
      resourceId: `${provider}:${event}`,
      context: { reason },
      requestId,
      success: 'failure',
      ...(ip === undefined ? {} : { ip }),
    });
}
