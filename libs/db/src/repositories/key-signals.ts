import type { Prisma } from '../generated/client';
import type { TenantTx } from '../database';

/** Adds the signals whose unique key no unacknowledged signal has. */
export async function insertNewSignals(
  tx: TenantTx,
  signals: readonly Omit<Prisma.KeySignalCreateManyInput, 'companyId' | 'id'>[],
): Promise<void> {
  await tx.db.keySignal.createMany({
    data: signals.map((signal) => ({ ...signal, companyId: tx.companyId })),
    skipDuplicates: true,
  });
}
