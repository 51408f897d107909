import { createHmac } from 'node:crypto';
import request from 'supertest';
import { seal } from '@otto/integrations';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { seedConversation } from '../testing/seed-conversation';
import { createSpecApp, SHUNYA_SECRET } from '../testing/spec-app';

let test: TestDatabase;
let demo: SeededCompany;
let rival: SeededCompany;
let web: ReturnType<typeof createSpecApp>;
let calls = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  demo = await seedCompany(test.database);
  rival = await seedCompany(test.database);
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
});
afterAll(() => test.stop());

const callrailSignature = (key: string, body: string) =>
  createHmac('sha1', key).update(body).digest('base64');

function postCall(fields: Record<string, unknown> = {}): string {
  calls += 1;
  return JSON.stringify({ resource_id: `CAL${calls}`, answered: true, duration: '13', ...fields });
}

function post(path: string, body: string, signature?: string) {
  const sending = request(web.app).post(path).set('content-type', 'application/json');
  return (signature === undefined ? sending : sending.set('Signature', signature)).send(body);
}

const door = (company: SeededCompany, event = 'post-call') =>
  `/webhooks/callrail/${company.callrail.token}/${event}`;
const send = (body: string, company = demo, event = 'post-call') =>
  post(door(company, event), body, callrailSignature(company.callrail.signingKey, body));

const count = async (table: string, where = 'true'): Promise<number> => {
  const [row] = await test.database.sql.query<{ n: number }>(
    `select count(*)::int as n from ${table} where ${where}`,
  );
  return row?.n ?? -1;
};
const deliveriesOf = (body: string) =>
  count('deliveries', `convert_from(body, 'utf8') = '${body}'`);
const rejections = () => count('audit_log', `action = 'webhook_rejected'`);

describe('a webhook of CallRail', () => {
  it('is stored with its job when it is signed with the key of the company', async () => {
    const body = postCall();
    const answer = await send(body);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ status: 'accepted' });
    const [stored] = await test.database.sql.query(
      `select d.event, d.company_id, d.status, d.attempts, d.content_type, j.task, j.company_id as job_company
       from deliveries d join jobs j on j.payload ->> 'deliveryId' = d.id::text
       where convert_from(d.body, 'utf8') = $1`,
      [body],
    );
    expect(stored).toEqual({
      event: 'post-call',
      company_id: demo.id,
      status: 'received',
      attempts: 1,
      content_type: 'application/json',
      task: 'calls.record-callrail-event',
      job_company: demo.id,
    });
  });

  it('is accepted at the path that is configured already, with the token in the query', async () => {
    const body = postCall();
    const path = `/callrail/call.completed?t=${demo.callrail.token}`;
    const answer = await post(path, body, callrailSignature(demo.callrail.signingKey, body));
    expect(answer.body).toEqual({ status: 'accepted' });
  });

  it('is accepted as a form', async () => {
    const body = 'call_id=CALFORM&answered=true';
    const answer = await request(web.app)
      .post(door(demo))
      .set('content-type', 'application/x-www-form-urlencoded')
      .set('Signature', callrailSignature(demo.callrail.signingKey, body))
      .send(body);
    expect(answer.body).toEqual({ status: 'accepted' });
  });

  it('is a duplicate the second time', async () => {
    const body = postCall();
    await send(body);
    const answer = await send(body);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ status: 'duplicate_ignored' });
    expect(
      await count('deliveries', `convert_from(body, 'utf8') = '${body}' and attempts = 2`),
    ).toBe(1);
  });

  it('makes one row and one job when it comes ten times at once', async () => {
    const jobsBefore = await count('jobs');
    const body = postCall();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(body)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    expect(answers.filter((answer) => answer.body.status === 'accepted')).toHaveLength(1);
    expect(await deliveriesOf(body)).toBe(1);
    expect((await count('jobs')) - jobsBefore).toBe(1);
  });

  it('is new when it first brings a recording', async () => {
    const resource_id = 'CALLATE';
    await send(postCall({ resource_id, recording: null }));
    const later = postCall({ resource_id, recording: 'https://app.callrail.com/r?access_key=1' });
    expect((await send(later)).body).toEqual({ status: 'accepted' });
    const again = postCall({ resource_id, recording: 'https://app.callrail.com/r?access_key=2' });
    expect((await send(again)).body).toEqual({ status: 'duplicate_ignored' });
  });

  it('does not shut out the same call id of another company', async () => {
    const body = postCall();
    await send(body);
    expect((await send(body, rival)).body).toEqual({ status: 'accepted' });
  });

  it.each([
    [
      'tampered with',
      () => post(door(demo), postCall(), callrailSignature(demo.callrail.signingKey, postCall())),
    ],
    ['not signed', () => post(door(demo), postCall())],
    [
      'signed with the key of another company',
      () => {
        const body = postCall();
        return post(door(demo), body, callrailSignature(rival.callrail.signingKey, body));
      },
    ],
    [
      'for an unknown token',
      () => {
        const body = postCall();
        return post(
          '/webhooks/callrail/unknown/post-call',
          body,
          callrailSignature(demo.callrail.signingKey, body),
        );
      },
    ],
    ['without any token', () => post('/callrail/call.completed', postCall(), 'x')],
  ])('is turned away with an audit row and nothing else when it is %s', async (_name, sending) => {
    const before = {
      rejections: await rejections(),
      deliveries: await count('deliveries'),
      jobs: await count('jobs'),
    };
    const answer = await sending();
    expect(answer.status).toBe(401);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      success: false,
      error_code: 'INVALID_SIGNATURE',
      status: 401,
    });
    expect(await rejections()).toBe(before.rejections + 1);
    expect(await count('deliveries')).toBe(before.deliveries);
    expect(await count('jobs')).toBe(before.jobs);
  });

  it('may be signed with the old key while keys are changed', async () => {
    const company = await seedCompany(test.database);
    await test.database.sql.query(
      'update company_integrations set signing_key_enc = $2 where company_id = $1',
      [company.id, seal(TEST_ENCRYPTION_KEY, `brand-new,${company.callrail.signingKey}`)],
    );
    expect((await send(postCall(), company)).status).toBe(200);
    const body = postCall();
    expect((await post(door(company), body, callrailSignature('brand-new', body))).status).toBe(
      200,
    );
  });

  it('is turned away when the company has no signing key, even one signed with an empty key', async () => {
    const company = await seedCompany(test.database);
    await test.database.sql.query(
      'update company_integrations set signing_key_enc = null where company_id = $1',
      [company.id],
    );
    const body = postCall();
    expect((await post(door(company), body, callrailSignature('', body))).status).toBe(401);
  });

  it.each(['{"resource_id":', '[1]', '"text"', '', '{"answered":true}'])(
    'answers 400 to %j',
    async (body) => {
      const answer = await send(body);
      expect(answer.status).toBe(400);
      expect(answer.body.error_code).toBe('BAD_REQUEST');
    },
  );

  it('answers 413 to more than 1 MB', async () => {
    const answer = await send(postCall({ note: 'x'.repeat(1_100_000) }));
    expect(answer.status).toBe(413);
    expect(answer.body.status).toBe(413);
  });
});

describe('a webhook of Shunya', () => {
  const shunya = (
    body: string,
    sentAt = Date.now(),
    secret = SHUNYA_SECRET,
    path = '/webhooks/shunya',
  ) =>
    request(web.app)
      .post(path)
      .set('content-type', 'application/json')
      .set('X-Shunya-Timestamp', String(sentAt))
      .set(
        'X-Shunya-Signature',
        createHmac('sha256', secret).update(`${sentAt}.${body}`).digest('hex'),
      )
      .send(body);
  const news = (fields: Record<string, unknown> = {}) =>
    JSON.stringify({
      task_id: 'tsk-1',
      status: 'completed',
      company_id: demo.id,
      timestamp: 'now',
      ...fields,
    });

  it('is stored once, at either path and whenever it is sent', async () => {
    expect((await shunya(news())).body).toEqual({ status: 'accepted' });
    const repeat = await shunya(
      news({ timestamp: 'later' }),
      Date.now() + 5,
      SHUNYA_SECRET,
      '/api/v1/shunya/webhook',
    );
    expect(repeat.body).toEqual({ status: 'duplicate_ignored' });
  });

  it('is new when its status has changed', async () => {
    await shunya(news({ task_id: 'tsk-2', status: 'processing' }));
    expect((await shunya(news({ task_id: 'tsk-2' }))).body).toEqual({ status: 'accepted' });
  });

  it.each([
    ['stale', () => shunya(news(), Date.now() - 301_000)],
    ['from the future', () => shunya(news(), Date.now() + 301_000)],
    ['signed with another secret', () => shunya(news(), Date.now(), 'other')],
    ['not signed', () => request(web.app).post('/webhooks/shunya').send({ task_id: 'x' })],
  ])('is turned away with an audit row when it is %s', async (_name, sending) => {
    const before = await rejections();
    expect((await sending()).status).toBe(401);
    expect(await rejections()).toBe(before + 1);
  });

  it('answers 400 without the company or without the id', async () => {
    expect((await shunya(news({ company_id: undefined }))).status).toBe(400);
    expect((await shunya(news({ task_id: undefined }))).status).toBe(400);
  });

  it('is kept without a job when no company of ours is meant', async () => {
    const jobsBefore = await count('jobs');
    const body = news({ company_id: 'org_nobody', task_id: 'tsk-3' });
    expect((await shunya(body)).body).toEqual({ status: 'ignored' });
    expect(
      await count('deliveries', `convert_from(body, 'utf8') = '${body}' and status = 'ignored'`),
    ).toBe(1);
    expect(await count('jobs')).toBe(jobsBefore);
  });

  it("answers 403 when the call is another company's than it claims, and stores nothing", async () => {
    const { callId } = await seedConversation(test.database, {
      companyId: rival.id,
      phone: '+16025550101',
    });
    const [call] = await test.database.sql.query<{ seq: bigint }>(
      'select seq from calls where id = $1',
      [callId],
    );
    const body = news({ task_id: 'tsk-4', call_id: Number(call!.seq) });
    expect((await shunya(body)).status).toBe(403);
    expect(await deliveriesOf(body)).toBe(0);
  });
});
