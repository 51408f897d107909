import { createRequests } from '../testing/requests';
import { jsonOf } from '../testing/json-of';
import { createShunyaRequests } from '../testing/shunya-requests';
import { useSandbox } from '../testing/with-sandbox';

const bed = useSandbox();
const { post } = createRequests(() => bed.sandbox);
const shunya = createShunyaRequests(() => bed.sandbox);
const last = (path: string) => path.split('/').at(-1);

const senders = [
  ['callrail', 'form'],
  ['twilio', 'sms'],
  ['clerk', 'clerk-event'],
  ['shunya', 'uwc-event'],
] as const;

describe.each(senders)('a webhook of %s', (provider, simulation) => {
  it('comes twice', async () => {
    bed.sandbox.addFault({ provider, webhooks: 'duplicate' });
    await post(`/simulate/${simulation}`);
    const [first, second] = await bed.web.waitForCount(2);
    expect(second?.raw).toBe(first?.raw);
    expect(second?.headers['svix-id']).toBe(first?.headers['svix-id']);
  });

  it('is lost, and nobody notices', async () => {
    bed.sandbox.addFault({ provider, webhooks: 'lose' });
    const { webhooks } = await jsonOf(post(`/simulate/${simulation}`));
    expect(webhooks).toMatchObject([{ status: null, error: 'lost on purpose' }]);
    await post(`/simulate/${simulation}`);
    expect(bed.web.received).toHaveLength(1);
  });

  it('comes late', async () => {
    bed.sandbox.addFault({ provider, webhooks: 'delay', ms: 50 });
    const { webhooks } = await jsonOf(post(`/simulate/${simulation}`));
    expect(webhooks).toMatchObject([{ status: null, error: 'held back on purpose' }]);
    expect(bed.web.received).toHaveLength(0);
    expect(await bed.web.waitForCount(1)).toHaveLength(1);
  });

  it('is overtaken by the next one', async () => {
    bed.sandbox.addFault({ provider, webhooks: 'reorder', ms: 60_000 });
    await post(`/simulate/${simulation}`, { overrides: { marker: 'first' } });
    await post(`/simulate/${simulation}`, { overrides: { marker: 'second' } });
    const [first, second] = await bed.web.waitForCount(2);
    expect(first?.raw).toContain('second');
    expect(second?.raw).toContain('first');
  });
});

it('lets the other events of a call pass one that is held back', async () => {
  bed.sandbox.addFault({ provider: 'callrail', endpoint: 'pre-call', webhooks: 'reorder' });
  bed.sandbox.simulateCall({ scenario: 'booked' });
  const webhooks = await bed.web.waitForCount(3);
  expect(webhooks.map(({ path }) => last(path)).slice(0, 2)).toContain('routing-complete');
  expect(last(webhooks[0]?.path ?? '')).toBe('routing-complete');
});

it('is not repeated by Shunya when it was lost', async () => {
  bed.sandbox.addFault({ provider: 'shunya', webhooks: 'lose' });
  await shunya.transcribe(71);
  await shunya.analyse(71);
  const [webhook] = await bed.web.waitForCount(1);
  expect(webhook?.raw).toContain('analysis');
});
