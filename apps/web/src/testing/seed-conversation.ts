import { randomUUID } from 'node:crypto';
import type { Database } from '@otto/db';

export interface ConversationSeed {
  readonly companyId: string;
  readonly phone: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly ownerId?: string;
  readonly repId?: string;
  readonly startedAt?: Date;
  readonly isAnalyzed?: boolean;
}

/** A contact with a lead and a call, analysed with all that follows of it when asked for. */
export async function seedConversation(database: Database, seed: ConversationSeed) {
  const { companyId, phone, isAnalyzed = true } = seed;
  const startedAt = seed.startedAt ?? new Date();
  const ids = {
    contactId: randomUUID(),
    leadId: randomUUID(),
    callId: randomUUID(),
    appointmentId: randomUUID(),
    taskId: randomUUID(),
    signalId: randomUUID(),
  };
  const ofContact = { companyId, contactCardId: ids.contactId };
  await database.withTenant(companyId, async ({ db }) => {
    await db.contactCard.create({
      data: {
        id: ids.contactId,
        companyId,
        primaryPhone: phone,
        firstName: seed.firstName ?? null,
        lastName: seed.lastName ?? null,
        address: '1 Oak Street',
        city: 'Phoenix',
        source: 'callrail',
      },
    });
    await db.lead.create({
      data: {
        id: ids.leadId,
        ...ofContact,
        status: 'qualified_booked',
        source: 'inbound_call',
        dealSizeCents: 1_234_550,
        assignedRepId: seed.repId ?? null,
      },
    });
    await db.call.create({
      data: {
        id: ids.callId,
        ...ofContact,
        leadId: ids.leadId,
        provider: 'callrail',
        providerCallId: `CAL-${ids.callId}`,
        status: 'completed',
        fromNumber: phone,
        toNumber: '+16025550999',
        startedAt,
        durationSeconds: 184,
        ownerId: seed.ownerId ?? null,
        assignedRepId: seed.repId ?? null,
        recordingStoredKey: `${companyId}/calls/${ids.callId}.wav`,
      },
    });
    await db.eventLog.create({
      data: { ...ofContact, callId: ids.callId, eventType: 'call_completed', at: startedAt },
    });
    if (isAnalyzed) await seedInsight(db, { ...ids, ...ofContact, startedAt });
  });
  return ids;
}

type Db = Parameters<Parameters<Database['withTenant']>[1]>[0]['db'];

interface Seeded {
  readonly companyId: string;
  readonly contactCardId: string;
  readonly leadId: string;
  readonly callId: string;
  readonly appointmentId: string;
  readonly taskId: string;
  readonly signalId: string;
  readonly startedAt: Date;
}

async function seedInsight(db: Db, seeded: Seeded): Promise<void> {
  const { companyId, contactCardId, leadId, callId, appointmentId, startedAt } = seeded;
  const ofLead = { companyId, contactCardId, leadId };
  await db.transcript.create({
    data: { companyId, callId, text: 'A leak over the porch.', wordCount: 5 },
  });
  await db.analysis.create({
    data: {
      companyId,
      callId,
      leadId,
      summary: 'Leak over the porch; visit agreed.',
      qualificationStatus: 'hot',
      bookingStatus: 'booked',
      sopStagesCompleted: ['greeting'],
      sopStagesMissed: ['next_steps_given'],
      sentimentScore: 0.75,
      bant: { budget: 0.5, authority: null, need: 1, timeline: 0.25 },
      analyzedAt: startedAt,
      objections: {
        create: [{ key: 'price', label: 'Price/Budget', categoryId: 1, severity: 'low' }],
      },
    },
  });
  await db.appointment.create({
    data: {
      id: appointmentId,
      ...ofLead,
      sourceCallId: callId,
      scheduledStart: new Date(Date.now() + 86_400_000),
    },
  });
  await db.task.create({
    data: {
      id: seeded.taskId,
      ...ofLead,
      appointmentId,
      description: 'Send the estimate',
      assignedTo: 'rep',
      source: 'shunya',
      dueAt: new Date(0),
    },
  });
  await db.keySignal.create({
    data: {
      id: seeded.signalId,
      ...ofLead,
      signalType: 'opportunity',
      severity: 'high',
      title: 'Urgent',
      uniqueKey: callId,
    },
  });
  await db.leadStatusHistory.create({
    data: {
      companyId,
      leadId,
      fromStatus: 'new',
      toStatus: 'qualified_booked',
      triggeredBy: 'shunya',
    },
  });
}
