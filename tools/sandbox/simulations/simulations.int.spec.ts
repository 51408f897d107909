import { createHmac } from 'node:crypto';
import {
  parseCallrailCall,
  parseCallrailForm,
  parseCallrailText,
  parseClerkEvent,
  parseTwilioCallStatus,
  parseTwilioDialStatus,
  parseTwilioRecording,
  parseTwilioText,
  parseTwilioTextStatus,
  parseTwilioVoice,
  verifyCallrailSignature,
  verifyClerkWebhook,
  verifyTwilioSignature,
} from '@otto/integrations';
import { simulations } from '.';
import { CLERK_EVENTS } from '../clerk/change-directory';
import { jsonOf } from '../testing/json-of';
import type { ReceivedWebhook } from '../testing/receiving-server';
import { createRequests } from '../testing/requests';
import { useSandbox } from '../testing/with-sandbox';

const bed = useSandbox();
const { post, twilio, text } = createRequests(() => bed.sandbox);
const one = (headers: ReceivedWebhook['headers'], name: string) =>
  headers[name] as string | undefined;

const isGenuine: Record<string, (webhook: ReceivedWebhook) => boolean> = {
  callrail: ({ raw, headers }) =>
    verifyCallrailSignature({
      rawBody: Buffer.from(raw),
      signature: one(headers, 'signature'),
      keys: ['sign-demo'],
    }),
  twilio: ({ raw, headers, path }) =>
    verifyTwilioSignature({
      rawBody: Buffer.from(raw),
      contentType: headers['content-type'],
      signature: one(headers, 'x-twilio-signature'),
      urls: [bed.web.url + path],
      authTokens: ['auth-demo'],
    }),
  clerk: ({ raw, headers }) =>
    verifyClerkWebhook({
      rawBody: Buffer.from(raw),
      id: one(headers, 'svix-id'),
      timestamp: one(headers, 'svix-timestamp'),
      signature: one(headers, 'svix-signature'),
      secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    }),
  uwc: ({ raw, headers }) =>
    headers['x-uwc-signature'] ===
    createHmac('sha256', 'hmac-secret')
      .update(`${one(headers, 'x-uwc-timestamp')}:${raw}`)
      .digest('hex'),
};

const CALLRAIL = '/webhooks/callrail/token-demo';
const TWILIO = '/webhooks/twilio';
const paths: Record<string, string[]> = {
  'missed-call': ['pre-call', 'routing-complete', 'post-call'].map((name) => `${CALLRAIL}/${name}`),
  'pre-call': [`${CALLRAIL}/pre-call`],
  'call-modified': [`${CALLRAIL}/call-modified`],
  'outbound-call': [`${CALLRAIL}/outbound-post-call`],
  'text-received': [`${CALLRAIL}/text-received`],
  'text-sent': [`${CALLRAIL}/text-sent`],
  form: [`${CALLRAIL}/form`],
  sms: [`${TWILIO}/sms`],
  'sms-status': [`${TWILIO}/sms-status`],
  voice: [`${TWILIO}/voice`],
  'dial-status': [`${TWILIO}/dial-status`],
  'call-status': [`${TWILIO}/call-status`],
  recording: [`${TWILIO}/recording`],
  'clerk-event': ['/webhooks/clerk'],
  'uwc-event': ['/webhooks/uwc/asr/complete'],
};

/** What has to be there before some of them. */
const before: Record<string, () => Promise<unknown>> = {
  'call-modified': () => post('/simulate/pre-call'),
  'sms-status': () => twilio('/Messages.json', text()),
  'dial-status': () => post('/simulate/voice'),
  'call-status': () => post('/simulate/voice'),
  recording: () => post('/simulate/voice'),
};

it.each(simulations.map(({ name }) => name))('%s posts genuine webhooks', async (name) => {
  await before[name]?.();
  const skip = bed.web.received.length;
  const answer = await jsonOf(post(`/simulate/${name}`));
  const webhooks = bed.web.received.slice(skip);
  expect(webhooks.map(({ path }) => path)).toEqual(paths[name]);
  expect(answer['webhooks']).toHaveLength(webhooks.length);
  expect(answer['webhooks'][0]).toMatchObject({ status: 200, error: null, text: '{}' });
  for (const webhook of webhooks) {
    expect(isGenuine[webhook.path.split('/')[2] as string]?.(webhook)).toBe(true);
  }
});

it('is read by the parsers of Otto', async () => {
  const read = async (name: string, body: object = {}) => {
    await post(`/simulate/${name}`, body);
    return (bed.web.received.at(-1) as ReceivedWebhook).raw;
  };
  const from = '+12125550123';
  expect(parseCallrailCall(await read('missed-call', { from }))).toMatchObject({
    answered: false,
    voicemail: false,
    customerPhone: from,
    recordingUrl: null,
  });
  expect(parseCallrailCall(await read('missed-call', { voicemail: true }))).toMatchObject({
    answered: false,
    voicemail: true,
    recordingUrl: expect.stringContaining('/recording/redirect'),
  });
  expect(parseCallrailCall(await read('outbound-call', { from }))).toMatchObject({
    direction: 'outbound',
    customerPhone: from,
    recordingUrl: expect.any(String),
  });
  expect(parseCallrailCall(await read('call-modified', { note: 'hot' }))).toMatchObject({
    changes: ['note'],
  });
  const received = parseCallrailText(await read('text-received', { from }), 'inbound');
  expect(received).toMatchObject({ customerPhone: from, trackingPhone: '+15185550999' });
  const sent = parseCallrailText(await read('text-sent', { from }), 'outbound');
  expect(sent).toMatchObject({ customerPhone: from, conversationId: received.conversationId });
  expect(parseCallrailForm(await read('form', { from }))).toMatchObject({
    customerPhone: from,
    customerName: 'Dana Whitfield',
  });
  expect(parseTwilioText(await read('sms', { from, media: 1 }))).toMatchObject({ from });
  expect(parseTwilioVoice(await read('voice', { from }))).toMatchObject({ status: 'ringing' });
  expect(parseTwilioDialStatus(await read('dial-status'))).toMatchObject({ answered: false });
  expect(parseTwilioCallStatus(await read('call-status'))).toMatchObject({ status: 'completed' });
  expect(parseTwilioRecording(await read('recording'))).toMatchObject({
    callId: expect.stringMatching(/^CA/),
  });
  await twilio('/Messages.json', text());
  const failed = { status: 'failed', errorCode: 30_003 };
  expect(parseTwilioTextStatus(await read('sms-status', failed))).toMatchObject({
    status: 'failed',
    errorCode: '30003',
  });
});

it.each(CLERK_EVENTS)('tells of %s as Otto reads it', async (type) => {
  if (type.startsWith('organizationInvitation')) {
    await post('/simulate/clerk-event', { type: 'organizationInvitation.created' });
  }
  const { id } = await jsonOf(post('/simulate/clerk-event', { type }));
  const event = parseClerkEvent((bed.web.received.at(-1) as ReceivedWebhook).raw);
  expect(event.type).toBe(type);
  expect(JSON.stringify(event)).toContain(id);
});

it('signs in who became a member', async () => {
  const user = { type: 'user.created', userId: 'user_new', name: 'Noah New' };
  await post('/simulate/clerk-event', user);
  expect((await post('/tokens', { userId: 'user_new' })).status).toBe(404);
  const joined = { type: 'organizationMembership.created', userId: 'user_new', role: 'csr' };
  await post('/simulate/clerk-event', joined);
  expect((await post('/tokens', { userId: 'user_new' })).status).toBe(200);
});

it.each(['rag/indexed', 'training/status', 'followup/draft', 'analysis/complete'])(
  'posts the older event %s',
  async (event) => {
    const { jobId } = await jsonOf(post('/simulate/uwc-event', { event }));
    expect(bed.web.received[0]).toMatchObject({
      path: `/webhooks/uwc/${event}`,
      body: { job_id: jobId, company_id: 'org_demo', status: 'completed' },
    });
  },
);

it('repeats a message of Svix with its id until it is taken', async () => {
  bed.web.answerNext(503, 500);
  await post('/simulate/clerk-event');
  const [first, second, third] = await bed.web.waitForCount(3);
  expect(second?.headers['svix-id']).toBe(first?.headers['svix-id']);
  expect(third?.raw).toBe(first?.raw);
});

it('replaces fields and takes them away before it signs', async () => {
  await post('/simulate/form', { overrides: { id: null, extra: 1 }, duplicates: 2 });
  const webhooks = await bed.web.waitForCount(3);
  expect(webhooks[0]?.body).toMatchObject({ extra: 1 });
  expect(webhooks[0]?.body).not.toHaveProperty('id');
  expect(isGenuine['callrail']?.(webhooks[2] as ReceivedWebhook)).toBe(true);
});

it.each([
  ['sms', { from: '555' }],
  ['sms', { companyId: 'org_nobody' }],
  ['sms', { colour: 'red' }],
  ['sms-status', {}],
  ['dial-status', { callSid: 'CA0' }],
  ['clerk-event', { type: 'user.deleted', userId: 'user_nobody' }],
  ['missed-call', { scenario: 'nonsense' }],
])('answers 400 to %s with %j', async (name, body) => {
  expect((await post(`/simulate/${name}`, body)).status).toBe(400);
});
