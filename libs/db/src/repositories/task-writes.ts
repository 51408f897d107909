import type { TenantTx } from '../database';
import type { Prisma } from '../generated/client';

/** Changes the named columns of the task and answers it as it is then. */
export async function updateTask(
  tx: TenantTx,
  id: string,
  changes: Prisma.TaskUncheckedUpdateInput,
) {
  return tx.db.task.update({ where: { companyId: tx.companyId, id }, data: changes });
}

/** The task that has the key and is not cancelled, or null. */
export async function findTaskByKey(tx: TenantTx, uniqueKey: string) {
  return tx.db.task.findFirst({
    where: { companyId: tx.companyId, uniqueKey, status: { not: 'cancelled' } },
  });
}

/** The contacts of the records that a task is to be about; null for one that does not exist. */
export async function findContactsOfLinks(
  tx: TenantTx,
  links: {
    readonly leadId?: string | undefined;
    readonly appointmentId?: string | undefined;
    readonly callId?: string | undefined;
  },
): Promise<(string | null)[]> {
  const rows = await tx.query<{ contactCardId: string | null }>(
    `select case link.kind
       when 'lead' then (select contact_card_id from leads where company_id = $1 and id = link.id)
       when 'visit' then (select contact_card_id from appointments where company_id = $1 and id = link.id)
       else (select contact_card_id from calls where company_id = $1 and id = link.id)
     end::text as "contactCardId"
     from (values ('lead', $2::uuid), ('visit', $3::uuid), ('call', $4::uuid)) as link(kind, id)
     where link.id is not null`,
    [tx.companyId, links.leadId ?? null, links.appointmentId ?? null, links.callId ?? null],
  );
  return rows.map((row) => row.contactCardId);
}
