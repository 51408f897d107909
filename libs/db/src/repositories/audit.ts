import type { Sql } from '../sql';

export interface AuditEntry {
  readonly companyId: string | null;
  readonly userId?: string;
  readonly action: string;
  readonly resourceType: string;
  readonly resourceId?: string;
  /** By field what it was and what it is. */
  readonly changes?: Readonly<Record<string, unknown>>;
  /** Ids and reasons; no personal data. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly ip?: string;
  readonly requestId?: string;
  readonly success?: 'success' | 'failure' | 'partial';
  readonly error?: string;
}

const INSERT = `
  insert into audit_log (company_id, user_id, action, resource_type, resource_id, context, ip, request_id, success, error, changes)
  values ($1, $2, $3, $4, $5, $6::text::jsonb, $7, $8, $9, $10, $11::text::jsonb)`;

/** Adds one row to the audit log, which nobody changes afterwards. */
export async function insertAuditEntry(sql: Sql, entry: AuditEntry): Promise<void> {
  await sql.query(INSERT, [
    entry.companyId,
    entry.userId ?? null,
    entry.action,
    entry.resourceType,
    entry.resourceId ?? null,
    entry.context ? JSON.stringify(entry.context) : null,
    entry.ip ?? null,
    entry.requestId ?? null,
    entry.success ?? 'success',
    entry.error ?? null,
    entry.changes ? JSON.stringify(entry.changes) : null,
  ]);
}
