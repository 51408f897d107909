import { signCallrailBody } from '../callrail/signature';
import { jsonOf } from '../testing/json-of';
import { createShunyaRequests } from '../testing/shunya-requests';
import { useSandbox } from '../testing/with-sandbox';

const bed = useSandbox();
const shunya = createShunyaRequests(() => bed.sandbox);
const simulate = (body: object) =>
  fetch(`${bed.sandbox.url}/simulate/call`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

it('gives each simulated call an id and a caller of its own', async () => {
  const answer = await jsonOf(simulate({ scenario: 'service-not-offered', count: 3 }));
  expect(answer['calls']).toHaveLength(3);
  expect(answer).toMatchObject({
    callId: answer['calls'][0].callId,
    from: answer['calls'][0].from,
  });
  expect(new Set(answer['calls'].map((call: { from: string }) => call.from)).size).toBe(3);
});

it('calls another company, from a given number', async () => {
  await simulate({ scenario: 'booked', companyId: 'org_rival', from: '+12125550123' });
  const [webhook] = await bed.web.waitForCount(1);
  expect(webhook!.path).toBe('/webhooks/callrail/token-rival/pre-call');
  expect(webhook!.headers['signature']).toBe(signCallrailBody('sign-rival', webhook!.raw));
  expect(webhook!.body).toMatchObject({
    customer_phone_number: '+12125550123',
    tracking_phone_number: '+13035550999',
  });
});

it.each([
  [{ scenario: 'nonsense' }],
  [{ scenario: 'booked', companyId: 'org_nobody' }],
  [{ scenario: 'booked', from: '555' }],
  [{}],
])('answers 400 to %j', async (body) => {
  expect((await simulate(body)).status).toBe(400);
});

it('tells when the results of a simulated call became ready at Shunya', async () => {
  const { callId } = await jsonOf(simulate({ scenario: 'booked' }));
  const webhooks = await bed.web.waitForCount(3);
  const recording = webhooks.find(({ path }) => path.endsWith('/post-call'))!.body['recording'];
  await shunya.post('transcription/transcribe', { call_id: 51, audio_url: recording });
  await bed.sandbox.journal.waitFor(({ what }) => what === 'transcription of call 51 completed');
  await shunya.analyse(51);
  const report = await jsonOf(fetch(`${bed.sandbox.url}/simulate/call/${callId}`));
  expect(report['shunya']).toMatchObject({
    callId: 51,
    transcription: { status: 'completed', readyAt: expect.stringMatching(/Z$/) },
    analysis: { status: 'completed', readyAt: expect.stringMatching(/Z$/) },
  });
});

it('answers 404 for a call that was never simulated', async () => {
  expect((await fetch(`${bed.sandbox.url}/simulate/call/CAL0`)).status).toBe(404);
});

it('shows what was received and sent as a page and as JSON', async () => {
  await simulate({ scenario: 'booked' });
  await bed.sandbox.journal.waitFor(({ what }) => what.endsWith('was told'));
  const page = await (await fetch(bed.sandbox.url)).text();
  expect(page).toContain('POST /webhooks/callrail/token-demo/post-call');
  expect(page).toContain('<tr><td>callrail<td>0<td>3<td>0</tr>');
  const { entries } = await jsonOf(fetch(`${bed.sandbox.url}/journal?provider=callrail`));
  expect(entries.find((entry: { direction: string }) => entry.direction === 'sent')).toMatchObject({
    status: 200,
    companyId: 'org_demo',
    request: { tracking_phone_number: '+15185550999' },
  });
});

it('ends while work is under way', async () => {
  bed.sandbox.shunya.change({ resultDelayMs: 3_600_000 });
  const audio_url = `${bed.sandbox.url}/recordings/booked.mp3`;
  await shunya.post('transcription/transcribe', { call_id: 52, audio_url });
  await bed.sandbox.close();
  await expect(fetch(`${bed.sandbox.url}/health`)).rejects.toThrow('fetch failed');
});

it('names the variables that lead Otto here', async () => {
  expect(await jsonOf(fetch(`${bed.sandbox.url}/endpoints`))).toMatchObject({
    TWILIO_API_BASE_URL: `${bed.sandbox.url}/twilio`,
    SMTP_URL: expect.stringMatching(/^smtp:\/\/127\.0\.0\.1:\d+$/),
  });
});
