import type { ShunyaEvent } from '@otto/integrations';
import { seedCompany } from '@otto/testkit';
import { createAdvanceJob, type Trigger } from '../shunya/advance-job';
import { newsOf } from '../shunya/job-news';
import { insertCall, type InsertedCall } from './insert-call';
import { createShunyaServer, type ShunyaServer } from './shunya-server';
import { createStage, type Stage } from './stage';

/** A job at Shunya with the call that it is about. */
export interface Begun {
  readonly call: InsertedCall;
  readonly id: string;
}

const NOTHING_SAID: ShunyaEvent = {
  taskId: null,
  seq: null,
  companyId: null,
  status: 'succeeded',
  stage: null,
  result: null,
  error: null,
};

/** Real servers, one company, and a Shunya at the network that succeeds with `analysis`. */
export async function createShunyaStage(analysis: object) {
  const stage = await createStage();
  const company = await seedCompany(stage.database);
  const server = await createShunyaServer();
  const advance = createAdvanceJob({ ...stage, shunya: server.client });
  const read = (begun: Begun) => readState(stage, company.id, begun);
  const move = ({ id }: Begun, trigger: Trigger) =>
    advance({ companyId: company.id, id }, trigger, new AbortController().signal);

  return {
    ...stage,
    company,
    server,
    read,
    move,
    /** Shunya as it is at the start of each spec: everything goes well. */
    reset: () => {
      server.reset();
      server.succeedWith(analysis);
    },
    /** A running job of an answered call. */
    begin: (part: Record<string, unknown> = {}) => begin(stage, company, part),
    poll: async (begun: Begun) => {
      const { nextPollAt } = (await read(begun)).job;
      return move(begun, { poll: nextPollAt?.getTime() ?? 0 });
    },
    hear: (begun: Begun, event: Partial<ShunyaEvent>) =>
      move(begun, { newsFor: (row) => newsOf({ ...NOTHING_SAID, ...event }, row) }),
    /** Milliseconds until the next poll. */
    waitOf: async (begun: Begun) =>
      ((await read(begun)).job.nextPollAt?.getTime() ?? 0) - stage.clock.now().getTime(),
    stop: async () => {
      await server.close();
      await stage.stop();
    },
  };
}

export type ShunyaStage = Awaited<ReturnType<typeof createShunyaStage>>;
export type { ShunyaServer };

async function begin(
  { database, clock }: Stage,
  company: Parameters<typeof insertCall>[1],
  part: Record<string, unknown>,
): Promise<Begun> {
  const call = await insertCall(database, company, { transcriptionStatus: 'in_progress' });
  const job = await database.withTenant(company.id, ({ db }) =>
    db.shunyaJob.create({
      data: {
        companyId: company.id,
        callId: call.id,
        jobType: 'csr_call',
        stage: 'transcribing',
        status: 'running',
        startedAt: clock.now(),
        nextPollAt: clock.now(),
        shunyaTaskId: `call_${call.seq}_transcription`,
        ...part,
      },
    }),
  );
  return { call, id: job.id };
}

function readState({ database }: Stage, companyId: string, { id, call }: Begun) {
  return database.withTenant(companyId, async ({ db }) => ({
    job: await db.shunyaJob.findUniqueOrThrow({ where: { id } }),
    call: await db.call.findUniqueOrThrow({
      where: { id: call.id },
      include: { transcript: true },
    }),
    analysis: await db.analysis.findFirst({ where: { callId: call.id } }),
    lead: await db.lead.findUniqueOrThrow({
      where: { id: call.leadId },
      include: { leadStatusHistories: true },
    }),
    appointments: await db.appointment.count({ where: { leadId: call.leadId } }),
  }));
}
