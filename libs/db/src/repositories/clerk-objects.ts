import type { ClerkObject, Prisma } from '../generated/client';
import type { SystemTx } from '../database';

export type ClerkObjectRow = ClerkObject;

/** Lets one transaction at a time work on what Clerk said, so that each sees all of it. */
export async function lockClerkObjects(tx: SystemTx): Promise<void> {
  await tx.query(
    `select 1 from (select pg_advisory_xact_lock(hashtextextended('clerk_objects', 0))) as locked`,
  );
}

export async function findClerkObject(
  tx: SystemTx,
  kind: string,
  id: string,
): Promise<ClerkObjectRow | null> {
  return tx.db.clerkObject.findUnique({ where: { kind_id: { kind, id } } });
}

/** Those of a kind that are not deleted, oldest news first. */
export async function listClerkObjects(
  tx: SystemTx,
  where: { readonly kind: string; readonly userId?: string; readonly orgId?: string },
): Promise<ClerkObjectRow[]> {
  return tx.db.clerkObject.findMany({
    where: { ...where, deleted: false },
    orderBy: [{ changedAt: 'asc' }, { id: 'asc' }],
  });
}

/** Replaces what was known of the object. */
export async function saveClerkObject(
  tx: SystemTx,
  { kind, id, ...news }: Prisma.ClerkObjectCreateInput,
): Promise<void> {
  await tx.db.clerkObject.upsert({
    where: { kind_id: { kind, id } },
    create: { kind, id, ...news },
    update: news,
  });
}
