import { jsonOf } from '../testing/json-of';
import { createRequests } from '../testing/requests';
import { rivalCompany } from '../testing/test-config';
import { useSandbox } from '../testing/with-sandbox';
import { signTwilioRequest } from './signature';

const bed = useSandbox({}, (config) => ({
  ...config,
  publicUrl: 'https://otto.example',
  twilio: { statusDelayMs: 0 },
}));
const { post, get, twilio, text } = createRequests(() => bed.sandbox);
const STATUS_URL = 'https://otto.example/webhooks/twilio/sms-status?mid=m1';

it('takes a text on as Twilio does', async () => {
  const answer = await twilio('/Messages.json', text());
  expect(answer.status).toBe(201);
  expect(await answer.json()).toEqual({
    sid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
    account_sid: 'AC100',
    api_version: '2010-04-01',
    body: 'Hello',
    date_created: expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} [\d:]{8} \+0000$/),
    date_updated: expect.any(String),
    date_sent: null,
    direction: 'outbound-api',
    error_code: null,
    error_message: null,
    from: '+15185550998',
    to: '+12125550123',
    messaging_service_sid: null,
    num_media: '0',
    num_segments: '1',
    price: null,
    price_unit: 'USD',
    status: 'queued',
    subresource_uris: { media: expect.any(String) },
    tags: null,
    uri: expect.stringMatching(/^\/2010-04-01\/Accounts\/AC100\/Messages\/SM/),
  });
});

it('lets nobody in without the auth token of that account', async () => {
  const wrong = await twilio('/Messages.json', text(), { accountSid: 'AC100', authToken: 'guess' });
  expect(wrong.status).toBe(401);
  expect(await wrong.json()).toMatchObject({ code: 20003, status: 401 });
  const foreign = await twilio('/Messages.json', text(), rivalCompany.twilio);
  expect(foreign.status).toBe(401);
});

it.each([
  ['+15005550001', 21_211],
  ['+15005550003', 21_408],
  ['+15005550004', 21_610],
  ['+15005550009', 21_614],
  ['+15005550034', 30_034],
  ['12125550123', 21_211],
])('refuses a text to %s with %i', async (To, code) => {
  const refused = await twilio('/Messages.json', text({ To }));
  expect(refused.status).toBe(400);
  expect(await refused.json()).toEqual({
    code,
    message: expect.any(String),
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    status: 400,
  });
  expect(bed.sandbox.outbox.read()).toEqual([]);
});

it.each([
  [{ Body: '' }, 21_602],
  [{ Body: 'x'.repeat(1_601) }, 21_617],
  [{ From: '+19995550100' }, 21_606],
  [{ StatusCallback: 'later' }, 21_609],
])('refuses a text with %j', async (form, code) => {
  expect(await jsonOf(twilio('/Messages.json', text(form)))).toMatchObject({ code });
});

it('tells what became of a text, signed for the public URL it was given', async () => {
  const { sid } = await jsonOf(twilio('/Messages.json', text({ StatusCallback: STATUS_URL })));
  const webhooks = await bed.web.waitForCount(2);
  expect(webhooks.map(({ body }) => body['MessageStatus'])).toEqual(['sent', 'delivered']);
  for (const { path, body, headers } of webhooks) {
    expect(path).toBe('/webhooks/twilio/sms-status?mid=m1');
    expect(body['MessageSid']).toBe(sid);
    const params = body as Record<string, string>;
    expect(headers['x-twilio-signature']).toBe(signTwilioRequest('auth-demo', STATUS_URL, params));
  }
  expect(await jsonOf(twilio(`/Messages/${sid}.json`))).toMatchObject({ status: 'delivered' });
});

it('says in the callback why a text was not delivered', async () => {
  await twilio('/Messages.json', text({ To: '+15005553003', StatusCallback: STATUS_URL }));
  const [, second] = await bed.web.waitForCount(2);
  expect(second?.body).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30003' });
});

it('doubles and reorders status callbacks on demand', async () => {
  bed.sandbox.addFault({ provider: 'twilio', webhooks: 'reorder' });
  bed.sandbox.addFault({ provider: 'twilio', webhooks: 'duplicate' });
  await twilio('/Messages.json', text({ StatusCallback: STATUS_URL }));
  const webhooks = await bed.web.waitForCount(3);
  expect(webhooks[0]?.body['MessageStatus']).toBe('delivered');
  expect(webhooks.filter(({ body }) => body['MessageStatus'] === 'sent')).toHaveLength(1);
});

it('finds texts by number and day, in pages', async () => {
  for (const Body of ['one', 'two', 'three']) await twilio('/Messages.json', text({ Body }));
  await twilio('/Messages.json', text({ To: '+12125550199' }));
  const today = new Date().toISOString().slice(0, 10);
  const query = (more: Record<string, string>) =>
    `/Messages.json?${new URLSearchParams({ To: '+12125550123', PageSize: '2', ...more }).toString()}`;
  const page = await jsonOf(twilio(query({ From: '+15185550998', 'DateSent>': today })));
  expect(page['messages'].map(({ body }: { body: string }) => body)).toEqual(['three', 'two']);
  const next = page['next_page_uri'].replace('/2010-04-01/Accounts/AC100', '');
  expect((await jsonOf(twilio(next)))['messages']).toMatchObject([{ body: 'one' }]);
  expect((await jsonOf(twilio(query({ 'DateSent<': '2020-01-01' }))))['messages']).toEqual([]);
});

it('blocks texts to who wrote STOP, still forwards what they write, and lets START undo it', async () => {
  const from = '+12125550123';
  await post('/simulate/sms', { from, body: ' stop ' });
  expect(bed.web.received[0]?.body).toMatchObject({ From: from, Body: ' stop ' });
  expect(await jsonOf(twilio('/Messages.json', text()))).toMatchObject({ code: 21_610 });
  await post('/simulate/sms', { from, body: 'Are you still there?' });
  expect(bed.web.received).toHaveLength(2);
  await post('/simulate/sms', { from, body: 'START' });
  expect((await twilio('/Messages.json', text())).status).toBe(201);
});

it('does not take STOP PLEASE for STOP', async () => {
  await post('/simulate/sms', { from: '+12125550123', body: 'STOP PLEASE' });
  expect((await twilio('/Messages.json', text())).status).toBe(201);
});

it('keeps what was sent in the outbox, the newest first', async () => {
  for (const Body of ['one', 'two']) await twilio('/Messages.json', text({ Body }));
  await twilio('/Messages.json', text({ To: '+12125550199' }));
  const { items } = await jsonOf(get('/outbox?to=+12125550123&channel=sms'));
  expect(items).toMatchObject([
    { body: 'two', companyId: 'org_demo', from: '+15185550998', channel: 'sms' },
    { body: 'one' },
  ]);
});
