import request from 'supertest';
import { seal } from '@otto/integrations';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  uniqueId,
  uniquePhone,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { FORM_TYPE, twilioScheme } from '../testing/door-schemes';
import { createSpecApp, PUBLIC_URL, SHARED_TWILIO } from '../testing/spec-app';
import type { DoorSettings } from './doors';

let test: TestDatabase;
let company: SeededCompany;
let account: { AccountSid: string; token: string };
let web: ReturnType<typeof createSpecApp>;

const start = (doors: Partial<DoorSettings> = {}) =>
  createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY, doors });

beforeAll(async () => {
  test = await createTestDatabase();
  company = await seedCompany(test.database, { name: 'Roofs & Sons' });
  account = { AccountSid: uniqueId('AC'), token: uniqueId('token') };
  // The token is only among the credentials, as when somebody connects an account.
  const credentials = seal(TEST_ENCRYPTION_KEY, JSON.stringify({ authToken: account.token }));
  await test.database.sql.query(
    `insert into company_integrations (company_id, provider, account_ref, webhook_token, credentials_enc,
       updated_at) values ($1, 'twilio', $2, $2, $3, now())`,
    [company.id, account.AccountSid, credentials],
  );
  web = start();
});
afterAll(() => test.stop());

interface Sending {
  readonly key?: string;
  /** The URL that Twilio was told, where it is not where the request arrives. */
  readonly told?: string;
  readonly to?: typeof web;
}

function send(path: string, fields: Record<string, string>, sending: Sending = {}) {
  const { key = account.token, told = PUBLIC_URL + path, to = web } = sending;
  const body = Buffer.from(new URLSearchParams(fields).toString());
  const signing = { body, key, url: told, contentType: FORM_TYPE, sentAt: new Date() };
  return request(to.app)
    .post(path)
    .set({ ...twilioScheme.headers(signing), 'content-type': FORM_TYPE })
    .send(body.toString());
}

const text = (fields: Record<string, string> = {}) => ({
  AccountSid: account.AccountSid,
  MessageSid: uniqueId('SM'),
  From: uniquePhone(),
  To: company.trackingNumber,
  Body: 'Hello',
  ...fields,
});
const ringing = (fields: Record<string, string> = {}) => ({
  AccountSid: account.AccountSid,
  CallSid: uniqueId('CA'),
  CallStatus: 'ringing',
  From: uniquePhone(),
  To: company.trackingNumber,
  ...fields,
});
const delivery = async (id: string) => {
  const found = await test.database.sql.query<{ company: string | null; status: string }>(
    `select company_id as company, status from deliveries where convert_from(body, 'utf8') like $1`,
    [`%${id}%`],
  );
  return found;
};

describe('the URL that Twilio signs', () => {
  it.each([
    ['as it is configured', 'https://otto.example', 'https://otto.example'],
    ['with the standard port', 'https://otto.example', 'https://otto.example:443'],
    ['without its port', 'https://otto.example:8443', 'https://otto.example'],
    ['with its port', 'https://otto.example:8443', 'https://otto.example:8443'],
    ['below a path', 'https://otto.example/base', 'https://otto.example/base'],
  ])('holds %s, with its query', async (_name, publicUrl, told) => {
    const path = '/webhooks/twilio/sms?mid=1&x=%20';
    const to = start({ publicUrl });
    expect((await send(path, text(), { to, told: told + path })).status).toBe(200);
  });

  it.each([
    ['of another host', 'https://evil.example/webhooks/twilio/sms'],
    ['of another door', `${PUBLIC_URL}/webhooks/twilio/voice`],
    ['without the query', `${PUBLIC_URL}/webhooks/twilio/sms`],
  ])('does not hold when it is that %s', async (_name, told) => {
    const answer = await send('/webhooks/twilio/sms?company=org_x', text(), { told });
    expect(answer.status).toBe(401);
  });

  it('is not taken from the Host header', async () => {
    const told = 'https://evil.example/webhooks/twilio/sms';
    const body = new URLSearchParams(text()).toString();
    const signing = { key: account.token, url: told, contentType: FORM_TYPE, sentAt: new Date() };
    const answer = await request(web.app)
      .post('/webhooks/twilio/sms')
      .set(twilioScheme.headers({ ...signing, body: Buffer.from(body) }))
      .set({ host: 'evil.example', 'x-forwarded-host': 'evil.example', 'content-type': FORM_TYPE })
      .send(body);
    expect(answer.status).toBe(401);
  });
});

it('answers a text with nothing to say', async () => {
  const answer = await send('/webhooks/twilio/sms', text());
  expect(answer.type).toBe('text/xml');
  expect(answer.text).toContain('<Response/>');
});

describe('a call that comes in', () => {
  it('rings the lines of the company after the notice, the second time as well', async () => {
    await test.database.sql.query('update companies set phone = $2 where id = $1', [
      company.id,
      '(602) 555-0188',
    ]);
    const call = ringing();
    const first = await send('/webhooks/twilio/voice', call);
    expect(first.type).toBe('text/xml');
    expect(first.text).toContain('<Say>Thank you for calling Roofs &amp; Sons.');
    expect(first.text).toContain('>+16025550188</Number>');
    for (const event of ['dial-status', 'call-status', 'recording']) {
      expect(first.text).toContain(`"${PUBLIC_URL}/webhooks/twilio/${event}"`);
    }
    expect(await delivery(call.CallSid)).toEqual([{ company: company.id, status: 'received' }]);
    const again = await send('/webhooks/twilio/voice', call);
    expect(again.headers['x-otto-receipt']).toBe('duplicate_ignored');
    expect(again.text).toBe(first.text);
  });

  it('hears no notice where the company asks for no consent', async () => {
    const other = await seedCompany(test.database);
    await test.database.sql.query(
      `update companies set phone = '+16025550189', require_recording_consent = false where id = $1`,
      [other.id],
    );
    const call = ringing({ AccountSid: SHARED_TWILIO.id, To: other.trackingNumber });
    const [key] = SHARED_TWILIO.authTokens;
    const { text: twiml } = await send('/webhooks/twilio/voice', call, { key: key! });
    expect(twiml).not.toContain('<Say>');
    expect(twiml).toContain('record="record-from-answer-dual"');
  });

  it('ends where there is no line but the one that was called', async () => {
    const other = await seedCompany(test.database);
    const call = ringing({ AccountSid: SHARED_TWILIO.id, To: other.trackingNumber });
    await test.database.sql.query('update companies set phone = $2 where id = $1', [
      other.id,
      other.trackingNumber,
    ]);
    const [key] = SHARED_TWILIO.authTokens;
    const answer = await send('/webhooks/twilio/voice', call, { key: key! });
    expect(answer.text).toContain('<Response/>');
    expect(await delivery(call.CallSid)).toEqual([{ company: other.id, status: 'received' }]);
  });

  it('is told nothing when it cannot be stored', async () => {
    const call = ringing();
    await test.database.sql.query('alter table deliveries rename to deliveries_away');
    const answer = await send('/webhooks/twilio/voice', call);
    await test.database.sql.query('alter table deliveries_away rename to deliveries');
    expect(answer.status).toBe(500);
    expect(answer.type).toBe('application/problem+json');
  });
});

describe('the account that companies share', () => {
  const shared = (path: string, fields: Record<string, string>) =>
    send(path, { ...fields, AccountSid: SHARED_TWILIO.id }, { key: SHARED_TWILIO.authTokens[0]! });
  const to = () => company.trackingNumber;

  it.each<[string, string, () => Record<string, string>]>([
    ['a text by the number it went to', 'sms', () => text()],
    [
      'a status by the number it went out from',
      'sms-status',
      () => ({ ...text(), From: to(), To: uniquePhone(), MessageStatus: 'sent' }),
    ],
    ['a call by the number called', 'voice', () => ringing()],
    [
      'a call of ours by the number it goes out from',
      'call-status',
      () => ringing({ Direction: 'outbound-api', From: to(), To: uniquePhone() }),
    ],
  ])('leads %s to the company', async (_name, event, fields) => {
    const sent = fields();
    await shared(`/webhooks/twilio/${event}`, sent);
    expect(await delivery((sent['MessageSid'] ?? sent['CallSid'])!)).toEqual([
      { company: company.id, status: 'received' },
    ]);
  });

  it('tells Twilio URLs that name the company, for events that name no number', async () => {
    const { text: twiml } = await shared('/webhooks/twilio/voice', ringing());
    const url = `${PUBLIC_URL}/webhooks/twilio/recording?company=${company.id}`;
    expect(twiml).toContain(`"${url}"`);
    const recording = {
      RecordingSid: uniqueId('RE'),
      CallSid: 'CA1',
      RecordingStatus: 'completed',
    };
    await shared(`/webhooks/twilio/recording?company=${company.id}`, recording);
    expect(await delivery(recording.RecordingSid)).toEqual([
      { company: company.id, status: 'received' },
    ]);
  });

  it.each([
    ['a number of nobody', '/webhooks/twilio/sms', () => text({ To: uniquePhone() })],
    ['a company of nobody', '/webhooks/twilio/sms?company=org_nobody', () => text()],
  ])('keeps what is for %s without a job', async (_name, path, fields) => {
    const sent = fields();
    expect((await shared(path, sent)).status).toBe(200);
    expect(await delivery(sent.MessageSid)).toEqual([{ company: null, status: 'ignored' }]);
  });

  it('does not speak for a company with an account of its own', async () => {
    const [key] = SHARED_TWILIO.authTokens;
    expect((await send('/webhooks/twilio/sms', text(), { key: key! })).status).toBe(401);
  });
});

it.each([
  ['disabled', `update company_integrations set status = 'disabled' where provider = 'twilio'`],
  ['switched off', 'update companies set active = false'],
])('turns an account away once it is %s and the 30 s are over', async (_name, change) => {
  await test.database.sql.query(change);
  // A service that has just started recalls nobody.
  expect((await send('/webhooks/twilio/sms', text(), { to: start() })).status).toBe(401);
});
