import { useSandbox } from '../testing/with-sandbox';
import { signCallrailBody } from './signature';

const bed = useSandbox();
const told = (callId: string) =>
  bed.sandbox.journal.waitFor(({ what }) => what === `call ${callId} was told`);
const eventsOf = (paths: readonly { path: string }[]) =>
  paths.map(({ path }) => path.split('/').at(-1));

it('posts the three events of a call to the URL of each, signed with the company key', async () => {
  bed.sandbox.simulateCall({ scenario: 'booked' });
  const webhooks = await bed.web.waitForCount(3);
  expect(webhooks.map(({ path }) => path)).toEqual([
    '/webhooks/callrail/token-demo/pre-call',
    '/webhooks/callrail/token-demo/routing-complete',
    '/webhooks/callrail/token-demo/post-call',
  ]);
  for (const { headers, raw } of webhooks) {
    expect(headers['signature']).toBe(signCallrailBody('sign-demo', raw));
    expect(headers['content-type']).toBe('application/json');
  }
});

it('posts the last event first on demand', async () => {
  bed.sandbox.simulateCall({ scenario: 'booked', order: 'post-call-first' });
  expect(eventsOf(await bed.web.waitForCount(3))).toEqual([
    'post-call',
    'pre-call',
    'routing-complete',
  ]);
});

it('posts extra copies on demand', async () => {
  const [call] = bed.sandbox.simulateCall({ scenario: 'booked', duplicates: 2 });
  await told(call!.callId);
  const names = eventsOf(bed.web.received);
  expect(names.filter((name) => name === 'post-call')).toHaveLength(3);
  expect(new Set(bed.web.received.map(({ body }) => body['resource_id'])).size).toBe(1);
});

it('repeats nothing that was refused, and keeps the answer', async () => {
  bed.web.answerNext(500, 503, 401);
  const [call] = bed.sandbox.simulateCall({ scenario: 'unbooked' });
  await told(call!.callId);
  expect(bed.web.received).toHaveLength(3);
  const response = await fetch(`${bed.sandbox.url}/simulate/call/${call!.callId}`);
  expect(await response.json()).toMatchObject({
    scenario: 'unbooked',
    webhooks: [
      { event: 'pre-call', status: 500 },
      { event: 'routing-complete', status: 503 },
      { event: 'post-call', status: 401 },
    ],
    shunya: null,
  });
});

it('keeps the reason when nobody listens', async () => {
  bed.sandbox.pointAt('http://127.0.0.1:1');
  const [call] = bed.sandbox.simulateCall({ scenario: 'booked' });
  await told(call!.callId);
  expect(call!.webhooks[0]).toMatchObject({ status: null, error: expect.any(String) });
});
