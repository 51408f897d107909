import type { Prisma } from '../generated/client';
import type { TenantTx } from '../database';

/** Whether the lead has an appointment ahead of it, or one that came of this call, whatever became of it. */
export async function hasAppointment(
  tx: TenantTx,
  leadId: string,
  sourceCallId: string,
): Promise<boolean> {
  const found = await tx.db.appointment.findFirst({
    where: {
      companyId: tx.companyId,
      OR: [{ leadId, status: { in: ['scheduled', 'confirmed'] } }, { sourceCallId }],
    },
    select: { id: true },
  });
  return found !== null;
}

export async function insertAppointment(
  tx: TenantTx,
  appointment: Omit<Prisma.AppointmentUncheckedCreateInput, 'companyId' | 'id'>,
): Promise<string> {
  const { id } = await tx.db.appointment.create({
    data: { ...appointment, companyId: tx.companyId },
    select: { id: true },
  });
  return id;
}
