import request from 'supertest';
import { seal } from '@otto/integrations';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  uniqueId,
  type TestDatabase,
} from '@otto/testkit';
import { doorSamples, type DoorSample, type Sender } from '../testing/door-samples';
import { FORM_TYPE } from '../testing/door-schemes';
import { createSpecApp, PUBLIC_URL } from '../testing/spec-app';
import { createDoors } from './doors';

/** Every secret is in a rotation: the new one first, then the old one. */
const SECRETS = ['bmV3LXNwZWMtc2VjcmV0', 'b2xkLXNwZWMtc2VjcmV0'] as const;
const [NEW, OLD] = SECRETS;
const STRANGERS = 'c3RyYW5nZXItc2VjcmV0';

let test: TestDatabase;
let demo: Sender;
let web: ReturnType<typeof createSpecApp>;

beforeAll(async () => {
  test = await createTestDatabase();
  demo = await connect(SECRETS.join(','));
  await connect(STRANGERS);
  web = start(SECRETS);
});
afterAll(() => test.stop());

const start = (secrets: readonly string[]) =>
  createSpecApp({
    database: test.database,
    encryptionKeys: TEST_ENCRYPTION_KEY,
    doors: {
      shunyaWebhook: { secrets, maxAgeSeconds: 300 },
      clerkWebhook: { secrets: secrets.map((secret) => `whsec_${secret}`) },
    },
  });

/** A company whose CallRail and Twilio sign with these keys. */
async function connect(signingKeys: string | null): Promise<Sender> {
  const company = await seedCompany(test.database);
  const accountSid = uniqueId('AC');
  const sealed = signingKeys === null ? null : seal(TEST_ENCRYPTION_KEY, signingKeys);
  await test.database.sql.query(
    'update company_integrations set signing_key_enc = $2 where company_id = $1',
    [company.id, sealed],
  );
  await test.database.sql.query(
    `insert into company_integrations (company_id, provider, account_ref, webhook_token, credentials_enc,
       signing_key_enc, updated_at) values ($1, 'twilio', $2, $2, $3, $4, now())`,
    [company.id, accountSid, seal(TEST_ENCRYPTION_KEY, '{}'), sealed],
  );
  const { trackingNumber: number, callrail } = company;
  return { companyId: company.id, token: callrail.token, accountSid, number };
}

type Fields = Readonly<Record<string, unknown>>;

interface Sending {
  readonly from?: Sender;
  readonly fields?: Fields;
  readonly body?: Buffer;
  readonly contentType?: string;
  readonly key?: string;
  readonly ageMs?: number;
  readonly path?: string;
  readonly to?: typeof web;
  /** Changes the request after it has been signed. */
  readonly tamper?: (signed: { body: Buffer; headers: Record<string, string> }) => void;
}

function bodyOf({ scheme }: DoorSample, fields: Fields): Buffer {
  if (scheme.contentType !== FORM_TYPE) return Buffer.from(JSON.stringify(fields));
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
  return Buffer.from(form.toString());
}

/** Sends what the provider would send, as far as the spec does not change it. */
function send(sample: DoorSample, sending: Sending = {}) {
  const { scheme } = sample;
  const { from = demo, key = NEW, ageMs = 0, contentType = scheme.contentType } = sending;
  const body = sending.body ?? bodyOf(sample, sending.fields ?? sample.fields(from));
  const query = contentType === scheme.contentType ? undefined : scheme.query?.(body);
  const path = (sending.path ?? sample.path(from)) + (query === undefined ? '' : `?${query}`);
  const url = PUBLIC_URL + path;
  const sentAt = new Date(Date.now() - ageMs);
  const signed = { body, headers: { ...scheme.headers({ body, contentType, key, sentAt, url }) } };
  sending.tamper?.(signed);
  return (
    request((sending.to ?? web).app)
      .post(path)
      .set({ ...signed.headers, 'content-type': contentType })
      // As it is, whatever the type says.
      .serialize((given: unknown) => given as string)
      .send(signed.body)
  );
}

/** Changed where even the end of base64 counts. */
const oneSignOff = (text: string) =>
  `${text.slice(0, -5)}${text.at(-5) === '0' ? '1' : '0'}${text.slice(-4)}`;

const rows = (body: Buffer) =>
  test.database.sql.query<{ status: string; task: string | null; company: string | null }>(
    `select d.status, j.task, d.company_id as company
     from deliveries d left join jobs j on j.payload ->> 'deliveryId' = d.id::text where d.body = $1`,
    [body],
  );
const rejections = async () =>
  (await test.database.sql.query(`select 1 from audit_log where action = 'webhook_rejected'`))
    .length;

it('has a sample for every door', () => {
  const doors = createDoors({
    database: test.database,
    publicUrl: PUBLIC_URL,
    encryptionKeys: TEST_ENCRYPTION_KEY,
    shunyaWebhook: { secrets: [], maxAgeSeconds: 1 },
    clerkWebhook: { secrets: [] },
    twilioAccount: null,
  });
  const sampled = doorSamples.map(({ path }) => path({ ...demo, token: ':token' }));
  expect([...new Set(sampled)].sort()).toEqual(doors.map(({ path }) => path).sort());
});

it.each([
  ['/callrail/call.incoming', 'callrail pre-call'],
  ['/pre-call', 'callrail pre-call'],
  ['/callrail/call.answered', 'callrail routing-complete'],
  ['/callrail/call.missed', 'callrail routing-complete'],
  ['/callrail/call.completed', 'callrail post-call'],
  ['/call-complete', 'callrail post-call'],
  ['/call-modified', 'callrail call-modified'],
  ['/sms/callrail-webhook', 'callrail text-received'],
  ['/sms/twilio-webhook', 'twilio sms'],
  ['/mobile/twilio-webhook', 'twilio sms'],
  ['/sms/twilio-status', 'twilio sms-status'],
  ['/mobile/twilio-voice-webhook', 'twilio voice'],
  ['/mobile/twilio-call-status', 'twilio call-status'],
  ['/mobile/twilio-recording-callback', 'twilio recording'],
  ['/api/v1/shunya/webhook', 'shunya by job id'],
  ['/user/clerk-webhook', 'clerk user.created'],
])('%s, as it is configured already, is the door of %s', async (alias, name) => {
  const sample = doorSamples.find((one) => one.name === name)!;
  const fields = sample.fields(demo);
  const path = name.startsWith('callrail') ? `${alias}?t=${demo.token}` : alias;
  expect((await send(sample, { path, fields })).headers['x-otto-receipt']).toBe('accepted');
  expect((await send(sample, { fields })).headers['x-otto-receipt']).toBe('duplicate_ignored');
});

describe.each(doorSamples.map((sample) => [sample.name, sample] as const))(
  '%s',
  (_name, sample) => {
    it('is stored with its job, once', async () => {
      const body = bodyOf(sample, sample.fields(demo));
      const first = await send(sample, { body });
      expect([first.status, first.headers['x-otto-receipt']]).toEqual([200, 'accepted']);
      const again = await send(sample, { body, key: OLD, ageMs: 60_000 });
      expect([again.status, again.headers['x-otto-receipt']]).toEqual([200, 'duplicate_ignored']);
      const company = sample.name === 'clerk user.created' ? null : demo.companyId;
      expect(await rows(body)).toEqual([{ status: 'received', task: sample.task, company }]);
    });

    it('may say what nobody knows', async () => {
      const fields = { ...sample.fields(demo), brand_new: 'field', 'odd[]': '1' };
      expect((await send(sample, { fields })).headers['x-otto-receipt']).toBe('accepted');
    });

    it('is turned away, and leaves only an audit row, when it is not as it was signed', async () => {
      const { headers } = sample.scheme;
      const url = PUBLIC_URL;
      const given = { body: Buffer.of(), contentType: '', key: '', sentAt: new Date(0), url };
      const names = Object.keys(headers(given));
      const attempts: Sending[] = [
        { tamper: (signed) => (signed.body = Buffer.concat([signed.body, Buffer.from(' ')])) },
        ...names.map((name): Sending => ({ tamper: ({ headers }) => delete headers[name] })),
        ...names.map((name): Sending => ({
          tamper: ({ headers }) => (headers[name] = oneSignOff(headers[name] as string)),
        })),
        { key: STRANGERS },
        ...(sample.scheme.isTimed ? [{ ageMs: 302_000 }, { ageMs: -302_000 }] : []),
      ];
      const before = await rejections();
      for (const attempt of attempts) {
        const body = bodyOf(sample, sample.fields(demo));
        const answer = await send(sample, { ...attempt, body });
        expect([answer.status, answer.body.error_code]).toEqual([401, 'INVALID_SIGNATURE']);
        expect(await rows(body)).toEqual([]);
      }
      expect(await rejections()).toBe(before + attempts.length);
    });

    it('is kept as rejected, without a job, when it makes no sense', async () => {
      const { [sample.needed]: _left, ...rest } = sample.fields(demo);
      const whole = bodyOf(sample, sample.fields(demo));
      const invalid = Buffer.concat([whole.subarray(0, -1), Buffer.of(0xff), whole.subarray(-1)]);
      const attempts: [number, Sending & { body: Buffer }][] = [
        [400, { body: bodyOf(sample, { ...rest, note: String(Math.random()) }) }],
        [400, { body: invalid }],
        [415, { body: bodyOf(sample, sample.fields(demo)), contentType: 'text/plain' }],
      ];
      for (const [status, sending] of attempts) {
        expect((await send(sample, sending)).status).toBe(status);
        await send(sample, sending);
        expect(await rows(sending.body)).toMatchObject([{ status: 'rejected', task: null }]);
      }
    });

    it('is not read when it is longer than 1 MB', async () => {
      const fields = { ...sample.fields(demo), note: 'x'.repeat(1_050_000) };
      const body = bodyOf(sample, fields);
      expect((await send(sample, { body })).status).toBe(413);
      expect(await rows(body)).toEqual([]);
    });
  },
);

describe('without a secret', () => {
  let from: Sender;
  let to: typeof web;
  beforeAll(async () => {
    from = await connect(null);
    to = start(['']);
  });

  it.each(doorSamples.map((sample) => [sample.name, sample] as const))(
    'nobody gets in as %s, not even with an empty key',
    async (_name, sample) => {
      for (const key of ['', 'undefined', NEW]) {
        expect((await send(sample, { from, to, key })).status).toBe(401);
      }
    },
  );
});
