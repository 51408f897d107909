import { randomUUID } from 'node:crypto';
import { ProviderError } from '@otto/integrations';
import { seedCompany, type SeededCompany } from '@otto/testkit';
import { insertCall, type InsertedCall } from '../testing/insert-call';
import type { ScriptedAnswer } from '../testing/scripted-server';
import { createShunyaServer, type ShunyaServer } from '../testing/shunya-server';
import { createStage, type Stage } from '../testing/stage';
import { createDraftFollowUp } from './draft-follow-up';
import type { DraftWish } from './draft-wish';

const PATH = 'POST /uwc/v1/followups/generate';
const written = (draft: string): ScriptedAnswer => ({
  body: { draft, confidence: 0.8, request_id: `fu-${randomUUID()}` },
});

describe('a draft that Shunya writes', () => {
  let stage: Stage;
  let shunya: ShunyaServer;
  let company: SeededCompany;
  let call: InsertedCall;
  let keys: unknown[];
  let busy: number[];

  beforeAll(async () => {
    stage = await createStage();
    shunya = await createShunyaServer();
  });
  beforeEach(async () => {
    shunya.reset();
    [keys, busy] = [[], []];
    company = await seedCompany(stage.database);
    call = await insertCall(stage.database, company);
    await inTenant(async ({ db }) => {
      const own = { companyId: company.id, id: call.id };
      await db.call.updateMany({
        where: own,
        data: { assignedRepId: company.users.salesRep },
      });
      // It must never take the place of what Shunya could not write.
      await db.messageTemplate.create({
        data: { companyId: company.id, key: 'follow_up_sms', body: 'Hi {name}! {company}' },
      });
    });
  });
  afterAll(async () => {
    await shunya.close();
    await stage.stop();
  });

  const inTenant = <T>(fn: Parameters<typeof stage.database.withTenant<T>>[1]) =>
    stage.database.withTenant(company.id, fn);
  const answer = (answer: ScriptedAnswer) =>
    shunya.on(PATH, ({ headers }) => {
      const { pool } = stage.database.sql;
      busy.push(pool.totalCount - pool.idleCount);
      keys.push(headers['idempotency-key']);
      return answer;
    });
  const wish = (changes: Partial<DraftWish> = {}): DraftWish => ({
    companyId: company.id,
    viewer: { id: company.users.salesRep, role: 'sales_rep' },
    draftId: randomUUID(),
    about: { callId: call.id },
    draftType: 'sms',
    ...changes,
  });
  const draftFollowUp = (asked: DraftWish) =>
    createDraftFollowUp({ ...stage, writer: shunya.client })(asked);
  const drafts = () => inTenant(({ db }) => db.followUpDraft.findMany());
  const news = () => stage.told.filter(({ envelope }) => envelope.tenant_id === company.id);

  it('is kept word for word until it is approved, and no transaction is open meanwhile', async () => {
    answer({ body: { draft: 'Hi Pat, Tuesday?', confidence: 0.8, request_id: 'fu-1' } });
    const asked = wish({ tone: 'friendly', maxLength: 120 });
    expect(await draftFollowUp(asked)).toMatchObject({
      id: asked.draftId,
      generatedBy: 'generic_ai',
      generatedFor: company.users.salesRep,
      draftText: 'Hi Pat, Tuesday?',
      tone: 'friendly',
      status: 'pending',
      callId: call.id,
    });
    expect(busy).toEqual([0]);
    expect(JSON.parse(shunya.bodies[0] ?? '')).toMatchObject({
      call_id: Number(call.seq),
      rep_id: company.users.salesRep,
      channel: 'sms',
      tone: 'friendly',
      context: { company_name: company.name, max_length: 120 },
    });
    expect(await drafts()).toMatchObject([{ shunyaRequestId: 'fu-1' }]);
    expect(news()).toHaveLength(1);
    expect(JSON.stringify(news())).not.toContain('Tuesday');
  });

  it('is one however often it is wished for, and Shunya is asked again only by its key', async () => {
    answer(written('Hi Pat, Tuesday?'));
    const asked = wish();
    const both = await Promise.all([draftFollowUp(asked), draftFollowUp(asked)]);
    const later = await draftFollowUp(asked);
    expect(new Set([...both, later].map(({ id }) => id))).toEqual(new Set([asked.draftId]));
    expect(shunya.requests).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(await drafts()).toHaveLength(1);
    expect(news()).toHaveLength(1);
  });

  it.each<[string, ScriptedAnswer, object]>([
    ['is away', { status: 503 }, { isRetryable: true }],
    ['refuses', { status: 401 }, { isRetryable: false }],
    ['writes nothing', written(' '), { code: 'UNEXPECTED_ANSWER' }],
  ])('is not made up when Shunya %s', async (_what, failure, expected) => {
    answer(failure);
    const asked = wish();
    const error: unknown = await draftFollowUp(asked).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject(expected);
    expect(await drafts()).toEqual([]);
    expect(news()).toEqual([]);
    answer(written('Hi Pat, Tuesday?'));
    expect(await draftFollowUp(asked)).toMatchObject({ draftText: 'Hi Pat, Tuesday?' });
    expect(new Set(keys).size).toBe(1);
  });

  it('is neither cut nor kept when it is too long', async () => {
    answer(written('x'.repeat(161)));
    await expect(draftFollowUp(wish())).rejects.toMatchObject({
      code: 'INVALID_STATE',
      details: { maxLength: 160 },
    });
    await expect(draftFollowUp(wish({ draftType: 'email', maxLength: 160 }))).rejects.toMatchObject(
      { details: { maxLength: 160 } },
    );
    expect(await drafts()).toEqual([]);
    expect(await draftFollowUp(wish({ draftType: 'email' }))).toMatchObject({ subject: null });
  });

  it('needs a conversation that Shunya knows', async () => {
    answer({ status: 404, body: { success: false, error: { error_code: 'CALL_NOT_FOUND' } } });
    const refusal = { code: 'INVALID_STATE', message: expect.stringContaining('analysed') };
    await expect(draftFollowUp(wish())).rejects.toMatchObject(refusal);
    expect(await drafts()).toEqual([]);
  });

  it('follows the last recording of a visit, and no visit without one', async () => {
    answer(written('Thanks for having me.'));
    const { salesRep } = company.users;
    const start = new Date('2026-11-24T10:00:00Z');
    const appointmentId = await inTenant(async ({ db, companyId }) => {
      const { id } = await db.appointment.create({
        data: {
          companyId,
          contactCardId: call.contactCardId,
          leadId: call.leadId,
          assignedRepId: salesRep,
          scheduledStart: start,
          scheduledEnd: new Date('2026-11-24T11:00:00Z'),
        },
      });
      return id;
    });
    const asked = wish({ about: { appointmentId } });
    await expect(draftFollowUp(asked)).rejects.toMatchObject({ code: 'INVALID_STATE' });
    expect(shunya.requests).toEqual([]);
    const seqs = await inTenant(async ({ db, companyId }) => {
      const session = (startedAt: Date) =>
        db.recordingSession.create({
          data: { companyId, repId: salesRep, appointmentId, startedAt, status: 'completed' },
        });
      return [
        (await session(new Date('2026-11-24T10:30:00Z'))).seq,
        (await session(start)).seq,
      ] as const;
    });
    expect(await draftFollowUp(asked)).toMatchObject({ appointmentId, callId: null });
    expect(JSON.parse(shunya.bodies[0] ?? '')).toMatchObject({ call_id: Number(seqs[0]) });
  });

  it('is for nobody but the rep of the call, and Shunya is not asked', async () => {
    const rival = await seedCompany(stage.database);
    answer(written('Hi'));
    const stranger = { id: company.users.csr, role: 'sales_rep' as const };
    for (const asked of [wish({ viewer: stranger }), wish({ companyId: rival.id })]) {
      await expect(draftFollowUp(asked)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(shunya.requests).toEqual([]);
  });

  it('is the one that came by webhook before the answer did', async () => {
    const { salesRep } = company.users;
    const earlier = await inTenant(({ db, companyId }) =>
      db.followUpDraft.create({
        data: {
          companyId,
          contactCardId: call.contactCardId,
          generatedFor: salesRep,
          generatedBy: 'generic_ai',
          draftType: 'sms',
          draftText: 'Hi Pat, Tuesday?',
          shunyaRequestId: 'fu-9',
          expiresAt: new Date('2026-12-01T00:00:00Z'),
        },
      }),
    );
    answer({ body: { draft: 'Hi Pat, Tuesday?', request_id: 'fu-9' } });
    expect(await draftFollowUp(wish())).toMatchObject({ id: earlier.id });
    expect(await drafts()).toHaveLength(1);
    expect(news()).toEqual([]);
  });
});
