import { randomUUID } from 'node:crypto';
import type { Database } from '@otto/db';
import { uniquePhone } from '@otto/testkit';

const HOUR_MS = 3_600_000;

export interface RecoverySeed {
  readonly companyId: string;
  readonly ownerId?: string;
  readonly leadStatus?: string;
  readonly missedAt?: Date;
  readonly status?: string;
  readonly rescuedBy?: string;
  readonly phone?: string;
}

/** A missed caller who is to be won back, with contact, lead and call. */
export async function seedRecovery(database: Database, seed: RecoverySeed) {
  const { companyId, missedAt = new Date(), phone = uniquePhone() } = seed;
  const [contactId, leadId, callId, queueId] = Array.from({ length: 4 }, () => randomUUID());
  const ids = { contactId, leadId, callId, queueId } as Record<
    'contactId' | 'leadId' | 'callId' | 'queueId',
    string
  >;
  const after = (hours: number) => new Date(missedAt.getTime() + hours * HOUR_MS);
  await database.withTenant(companyId, async ({ db }) => {
    const ofContact = { companyId, contactCardId: ids.contactId };
    await db.contactCard.create({
      data: { id: ids.contactId, companyId, primaryPhone: phone, source: 'callrail' },
    });
    await db.lead.create({
      data: { id: ids.leadId, ...ofContact, status: seed.leadStatus ?? 'new' },
    });
    await db.call.create({
      data: {
        id: ids.callId,
        ...ofContact,
        leadId: ids.leadId,
        provider: 'callrail',
        providerCallId: `CAL-${ids.callId}`,
        status: 'missed',
        missed: true,
        fromNumber: phone,
        toNumber: '+16025550999',
        startedAt: missedAt,
        ownerId: seed.ownerId ?? null,
      },
    });
    await db.missedCallEntry.create({
      data: {
        id: ids.queueId,
        ...ofContact,
        callId: ids.callId,
        leadId: ids.leadId,
        customerPhone: phone,
        status: seed.status ?? 'queued',
        priorityRank: 1,
        customerType: 'new',
        missedAt,
        lastMissedAt: missedAt,
        slaDeadline: after(2),
        escalationDeadline: after(48),
        nextAttemptAt: after(1),
        rescuedBy: seed.rescuedBy ?? null,
        createdAt: missedAt,
      },
    });
  });
  return { ...ids, phone };
}

/** A number at Twilio that the company texts from. */
export async function seedSmsNumber(database: Database, companyId: string): Promise<string> {
  const e164 = uniquePhone();
  await database.withTenant(companyId, ({ db }) =>
    db.phoneNumber.create({ data: { companyId, e164, kind: 'sms', provider: 'twilio' } }),
  );
  return e164;
}
