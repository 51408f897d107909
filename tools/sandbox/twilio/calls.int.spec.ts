import { voiceAnswerTwiml } from '@otto/integrations';
import { jsonOf } from '../testing/json-of';
import { createRequests } from '../testing/requests';
import { useSandbox } from '../testing/with-sandbox';

const bed = useSandbox({}, (config) => ({ ...config, twilio: { statusDelayMs: 0 } }));
const { post, get, twilio } = createRequests(() => bed.sandbox);
const hook = (name: string) => `${bed.web.url}/webhooks/twilio/${name}`;
const answer = () =>
  voiceAnswerTwiml({
    notice: 'This call is recorded.',
    dial: ['+15185550100'],
    ringSeconds: 20,
    dialStatusUrl: hook('dial-status?leg=1&of=2'),
    callStatusUrl: hook('call-status'),
    recordingUrl: hook('recording'),
  });
const call = (form: Record<string, string> = {}) =>
  twilio('/Calls.json', {
    To: '+12125550123',
    From: '+15185550998',
    Url: hook('voice'),
    StatusCallback: hook('call-status'),
    ...form,
  });

it('rings up, asks what to do once answered, and does it', async () => {
  bed.web.sayNext(answer());
  const placed = await call();
  expect(placed.status).toBe(201);
  expect(await placed.json()).toMatchObject({
    sid: expect.stringMatching(/^CA/),
    status: 'queued',
    direction: 'outbound-api',
  });
  const webhooks = await bed.web.waitForCount(4);
  expect(webhooks.map(({ path }) => path)).toEqual([
    '/webhooks/twilio/voice',
    '/webhooks/twilio/recording',
    '/webhooks/twilio/dial-status?leg=1&of=2',
    '/webhooks/twilio/call-status',
  ]);
  expect(webhooks[3]?.body).toMatchObject({ CallStatus: 'completed', SequenceNumber: '3' });
});

it('tells of each state that was asked for, in sequence', async () => {
  await call({ To: '+15005554001', StatusCallbackEvent: 'initiated ringing answered completed' });
  const webhooks = await bed.web.waitForCount(3);
  expect(webhooks.map(({ body }) => body['CallStatus'])).toEqual(['initiated', 'ringing', 'busy']);
  expect(webhooks.map(({ body }) => body['SequenceNumber'])).toEqual(['0', '1', '2']);
});

it('gives the recording of a call to its own account only', async () => {
  await post('/simulate/voice');
  const { recordingSid } = await jsonOf(post('/simulate/recording', { scenario: 'unbooked' }));
  const [, webhook] = await bed.web.waitForCount(2);
  expect(webhook?.body).toMatchObject({ RecordingSid: recordingSid, RecordingStatus: 'completed' });
  const url = String(webhook?.body['RecordingUrl']);
  expect((await fetch(`${url}.mp3`)).status).toBe(401);
  const audio = await twilio(`/Recordings/${recordingSid}.mp3`);
  expect(audio.headers.get('content-type')).toBe('audio/mpeg');
  const recognised = Buffer.from(await audio.arrayBuffer());
  expect(recognised.byteLength).toBeGreaterThan(50_000);
});

it('has a missed call follow the answer it was given', async () => {
  bed.web.sayNext(answer());
  const { webhooks } = await jsonOf(post('/simulate/missed-call', { provider: 'twilio' }));
  expect(webhooks.map(({ event }: { event: string }) => event)).toEqual(['voice', 'dial-status']);
  expect(webhooks[0].text).toContain('<Dial');
  const [, dial] = await bed.web.waitForCount(2);
  expect(dial?.path).toBe('/webhooks/twilio/dial-status?leg=1&of=2');
  expect(dial?.body).toMatchObject({ DialCallStatus: 'no-answer' });
});

it('shows on the page what Twilio received and sent', async () => {
  await call();
  await bed.web.waitForCount(2);
  const page = await (await get('/?provider=twilio')).text();
  expect(page).toContain('POST /twilio/2010-04-01/Accounts/AC100/Calls.json');
  expect(page).toContain('POST /webhooks/twilio/voice');
});
