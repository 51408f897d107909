import { randomUUID } from 'node:crypto';
import request from 'supertest';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  uniquePhone,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { seedConversation } from '../../testing/seed-conversation';
import { createSpecApp } from '../../testing/spec-app';

const DAY_MS = 86_400_000;

let test: TestDatabase;
let demo: SeededCompany;
let rival: SeededCompany;
let web: ReturnType<typeof createSpecApp>;
let booked: Awaited<ReturnType<typeof seedConversation>>;
let plain: typeof booked;
let old: typeof booked;
const phone = uniquePhone();

beforeAll(async () => {
  test = await createTestDatabase();
  demo = await seedCompany(test.database);
  rival = await seedCompany(test.database);
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
  const companyId = demo.id;
  booked = await seedConversation(test.database, {
    companyId,
    phone,
    firstName: 'Pat',
    lastName: 'Doe',
    ownerId: demo.users.csr,
  });
  plain = await seedConversation(test.database, {
    companyId,
    phone: uniquePhone(),
    repId: demo.users.salesRep,
    isAnalyzed: false,
    startedAt: new Date(Date.now() - DAY_MS),
  });
  old = await seedConversation(test.database, {
    companyId,
    phone: uniquePhone(),
    startedAt: new Date(Date.now() - 40 * DAY_MS),
  });
});
afterAll(() => test.stop());

const get = (path: string, company = demo, role: keyof SeededCompany['users'] = 'manager') =>
  request(web.app)
    .get(path)
    .set('Authorization', web.bearer(company.users[role], { companyId: company.id }));
const idsOf = async (path: string, role?: keyof SeededCompany['users']): Promise<string[]> => {
  const answer = await get(path, demo, role);
  expect(answer.status).toBe(200);
  return answer.body.data.items.map((call: { call_id: string }) => call.call_id);
};

describe('the list of calls', () => {
  it('shows a manager the last 30 days of the company, newest first', async () => {
    const answer = await get('/api/v1/calls');
    expect(answer.body).toMatchObject({
      success: true,
      data: { page: 1, page_size: 50, total: 2 },
      meta: { request_id: answer.headers['x-request-id'], version: '1' },
    });
    expect(answer.body.data.items.map((call: { call_id: string }) => call.call_id)).toEqual([
      booked.callId,
      plain.callId,
    ]);
    expect(answer.body.data.items[0]).toMatchObject({
      customer_name: 'Pat Doe',
      phone,
      booking_status: 'booked',
      lead_status: 'qualified_booked',
      duration_seconds: 184,
    });
  });

  it('shows a csr the calls they own and a rep those assigned to them', async () => {
    expect(await idsOf('/api/v1/calls', 'csr')).toEqual([booked.callId]);
    expect(await idsOf('/api/v1/calls', 'salesRep')).toEqual([plain.callId]);
    expect(await idsOf(`/api/v1/calls?owner_id=${demo.users.csr}`, 'salesRep')).toEqual([]);
  });

  it('shows another company nothing of it', async () => {
    expect((await get('/api/v1/calls', rival)).body.data).toEqual({
      items: [],
      next_cursor: null,
      page: 1,
      page_size: 50,
      total: 0,
    });
  });

  it.each<[string, () => string[]]>([
    ['booking_status=booked', () => [booked.callId]],
    ['booking_status=not_analyzed', () => [plain.callId]],
    ['status=completed', () => [booked.callId, plain.callId]],
    ['status=missed', () => []],
    ['missed=false', () => [booked.callId, plain.callId]],
    ['missed=true', () => []],
    ['search=pat%20d', () => [booked.callId]],
    ['search=%25', () => []],
    [`search=${phone.slice(-7)}`, () => [booked.callId]],
    ['page_size=1', () => [booked.callId]],
    ['page_size=1&page=2', () => [plain.callId]],
    [
      `date_from=${new Date(Date.now() - 60 * DAY_MS).toISOString()}`,
      () => [booked.callId, plain.callId, old.callId],
    ],
    [
      `date_to=${new Date(Date.now() - 35 * DAY_MS).toISOString().slice(0, 10)}`,
      () => [old.callId],
    ],
  ])('is filtered by %s', async (query, expected) => {
    expect(await idsOf(`/api/v1/calls?${query}`)).toEqual(expected());
  });

  it.each([
    'page=0',
    'page_size=201',
    'status=nice',
    'missed=perhaps',
    'date_from=soon',
    'date_from=2020-01-01',
    'page=1&page=2',
    'search=a%00b',
  ])('answers 400 to %s', async (query) => {
    const answer = await get(`/api/v1/calls?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body.error_code).toBe('VALIDATION_ERROR');
  });
});

describe('a call', () => {
  it('comes with its transcript, its analysis and a link to its recording', async () => {
    const { body } = await get(`/api/v1/calls/${booked.callId}`);
    expect(body.data.call).toMatchObject({ call_id: booked.callId, id: booked.callId });
    expect(body.data.call.audio_url).toMatch(/^\/files\/.+\.wav\?expires=\d+&signature=/);
    expect(body.data.transcript).toMatchObject({ text: 'A leak over the porch.', word_count: 5 });
    expect(body.data.analysis).toMatchObject({ summary: 'Leak over the porch; visit agreed.' });
    expect(JSON.stringify(body)).not.toMatch(/recording_stored_key|raw_payload/);
  });

  it('has null where nothing is known yet', async () => {
    const { body } = await get(`/api/v1/calls/${plain.callId}`);
    expect(body.data).toMatchObject({
      transcript: null,
      analysis: null,
      call: { booking_status: null },
    });
  });

  it('has an analysis of its own', async () => {
    const { body } = await get(`/api/v1/calls/${booked.callId}/analysis`);
    expect(body.data).toMatchObject({
      call_id: booked.callId,
      status: 'completed',
      qualification_status: 'hot',
      booking_status: 'booked',
      objections: ['Price/Budget'],
      objection_details: [{ category_id: 1, key: 'price', severity: 'low', overcome: null }],
      sop_stages_missed: ['next_steps_given'],
      bant: { budget: 0.5, authority: null, need: 1, timeline: 0.25 },
      rehash_score: null,
    });
  });

  it('is not_analyzed while there is no analysis, in the same shape', async () => {
    const analyzed = await get(`/api/v1/calls/${booked.callId}/analysis`);
    const { body } = await get(`/api/v1/calls/${plain.callId}/analysis`);
    expect(body.data).toMatchObject({ status: 'not_analyzed', summary: null, key_points: [] });
    expect(Object.keys(body.data).sort()).toEqual(Object.keys(analyzed.body.data).sort());
  });

  it.each(['', '/analysis'])(
    'of somebody else is 404 like one that does not exist (%j)',
    async (tail) => {
      const withoutIds = (answer: request.Response) => {
        const {
          instance: _path,
          request_id: _id,
          trace_id: _trace,
          timestamp: _at,
          ...rest
        } = answer.body;
        return { status: answer.status, ...rest };
      };
      const unknown = withoutIds(await get(`/api/v1/calls/${randomUUID()}${tail}`));
      expect(unknown).toMatchObject({ status: 404, error_code: 'NOT_FOUND' });
      expect(withoutIds(await get(`/api/v1/calls/${booked.callId}${tail}`, rival))).toEqual(
        unknown,
      );
      expect(withoutIds(await get(`/api/v1/calls/${plain.callId}${tail}`, demo, 'csr'))).toEqual(
        unknown,
      );
      expect(
        withoutIds(await get(`/api/v1/calls/${booked.callId}${tail}`, demo, 'salesRep')),
      ).toEqual(unknown);
      expect(withoutIds(await get(`/api/v1/calls/nonsense${tail}`))).toEqual(unknown);
    },
  );
});

describe("the lists of a csr's own calls", () => {
  it.each([
    ['unbooked/self', 0],
    ['by-objection/self?objection=price', 1],
    ['by-objection/self?objection=price%2Fbudget', 1],
    ['by-objection/self?objection=timing', 0],
  ])('hold with %s %d', async (path, total) => {
    const { body } = await get(`/api/v1/calls/${path}`, demo, 'csr');
    expect(body.data).toMatchObject({ total, page: 1, page_size: 50 });
    expect(body.data.items.map((call: { call_id: string }) => call.call_id)).toEqual(
      total === 0 ? [] : [booked.callId],
    );
  });

  it('hold what is not analysed among the unbooked', async () => {
    const own = await seedConversation(test.database, {
      companyId: rival.id,
      phone: uniquePhone(),
      ownerId: rival.users.csr,
      isAnalyzed: false,
    });
    const { body } = await get('/api/v1/calls/unbooked/self', rival, 'csr');
    expect(body.data.items).toMatchObject([
      { call_id: own.callId, booking_status: 'not_analyzed', qualified: null, status: 'pending' },
    ]);
  });
});

describe('the request for an analysis', () => {
  const analyze = async (callId: string, force = false) => {
    const answer = await request(web.app)
      .post(`/api/v1/calls/${callId}/analyze`)
      .set('Authorization', web.bearer(demo.users.manager, { companyId: demo.id }))
      .send({ force });
    expect(answer.status).toBe(202);
    return answer.body.data as { job_id: string; status: string };
  };
  const jobsOf = (id: string) =>
    test.database.withTenant(demo.id, (tx) =>
      tx.query<{ task: string }>(`select task from jobs where payload::text like $1`, [`%${id}%`]),
    );

  it('begins with the recording, once', async () => {
    const first = await analyze(plain.callId);
    expect(first.status).toBe('pending');
    expect(await analyze(plain.callId, true)).toEqual(first);
    expect(await jobsOf(plain.callId)).toEqual([{ task: 'calls.submit-recording' }]);
  });

  it('repeats what has succeeded only by force, under a revision of its own', async () => {
    const { job_id: id } = await analyze(booked.callId);
    const where = { id };
    await test.database.withTenant(demo.id, ({ db }) =>
      db.shunyaJob.updateMany({ where, data: { status: 'succeeded', stage: 'analyzing' } }),
    );
    expect(await analyze(booked.callId)).toEqual({ job_id: id, status: 'succeeded' });
    expect(await jobsOf(id)).toEqual([]);
    expect(await analyze(booked.callId, true)).toEqual({ job_id: id, status: 'running' });
    expect(await jobsOf(id)).toEqual([{ task: 'shunya.poll-job' }]);
    const job = await test.database.withTenant(demo.id, ({ db }) =>
      db.shunyaJob.findFirst({ where }),
    );
    expect(job).toMatchObject({ stage: 'transcribing', revision: 2 });
  });
});
