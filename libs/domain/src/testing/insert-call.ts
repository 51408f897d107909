import type { Database } from '@otto/db';
import { ACTIVE_LEAD_STATUSES } from '../leads/lead-status';
import { uniqueId, uniquePhone, type SeededCompany } from '@otto/testkit';

export interface InsertedCall {
  readonly id: string;
  readonly seq: bigint;
  readonly leadId: string;
  readonly contactCardId: string;
  readonly phone: string;
  readonly providerCallId: string;
}

interface CallPart {
  readonly phone?: string;
  readonly provider?: 'callrail' | 'twilio';
  readonly status?: string;
  readonly missed?: boolean;
  readonly startedAt?: Date;
  readonly createdAt?: Date;
  readonly recordingUrl?: string | null;
  readonly recordingStoredKey?: string | null;
  readonly transcriptionStatus?: string;
  readonly ownerId?: string;
}

/** An answered call that is over, with its contact and active lead, made where they are missing. */
export async function insertCall(
  database: Database,
  company: SeededCompany,
  { phone = uniquePhone(), ...part }: CallPart = {},
): Promise<InsertedCall> {
  const companyId = company.id;
  return database.withTenant(companyId, async ({ db }) => {
    const contact = await db.contactCard.upsert({
      where: { companyId_primaryPhone: { companyId, primaryPhone: phone } },
      create: { companyId, primaryPhone: phone, source: 'callrail' },
      update: {},
    });
    const active = await db.lead.findFirst({
      where: { contactCardId: contact.id, status: { in: [...ACTIVE_LEAD_STATUSES] } },
    });
    const lead =
      active ?? (await db.lead.create({ data: { companyId, contactCardId: contact.id } }));
    const call = await db.call.create({
      data: {
        companyId,
        provider: 'callrail',
        providerCallId: uniqueId('CAL'),
        status: 'completed',
        fromNumber: phone,
        toNumber: company.trackingNumber,
        contactCardId: contact.id,
        leadId: lead.id,
        startedAt: new Date('2026-11-24T14:00:00Z'),
        ...part,
      },
    });
    return {
      id: call.id,
      seq: call.seq,
      leadId: lead.id,
      contactCardId: contact.id,
      phone,
      providerCallId: call.providerCallId,
    };
  });
}
