import { jsonOf } from '../testing/json-of';
import { useSandbox } from '../testing/with-sandbox';

const bed = useSandbox({ callrail: { requestsPerHour: 4 } });
const ask = (path: string, key = 'Token token="key-demo"') =>
  fetch(`${bed.sandbox.url}/callrail/v3/a/${path}`, { headers: { Authorization: key } });

it('answers 401 to a wrong key', async () => {
  const response = await ask('ACC100/calls.json', 'Token token="nonsense"');
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ error: expect.any(String) });
});

it('takes the key without quotes', async () => {
  expect((await ask('ACC100/calls.json', 'Token token=key-demo')).status).toBe(200);
});

it('answers 404 for an account of someone else', async () => {
  expect((await ask('ACC200/calls.json')).status).toBe(404);
});

it('lists the calls of the account in pages, the newest first', async () => {
  // Recordings differ in length, and so do the starts of calls that have just ended.
  for (const scenario of ['unbooked', 'unqualified', 'booked']) {
    bed.sandbox.simulateCall({ scenario });
  }
  bed.sandbox.simulateCall({ scenario: 'booked', companyId: 'org_rival' });
  const page = await jsonOf(ask('ACC100/calls.json?per_page=2&page=2&start_date=2020-01-01'));
  expect(page).toMatchObject({ page: 2, per_page: 2, total_pages: 2, total_records: 3 });
  expect(page['calls']).toHaveLength(1);
  expect(page['calls'][0]).toMatchObject({
    id: expect.stringMatching(/^CAL/),
    customer_name: 'Marcus Bell',
    duration: expect.any(Number),
    tracking_phone_number: '+15185550999',
  });
});

it('leaves out calls beyond the end date', async () => {
  bed.sandbox.simulateCall({ scenario: 'booked' });
  const page = await jsonOf(ask('ACC100/calls.json?end_date=2020-01-01'));
  expect(page['total_records']).toBe(0);
});

it('answers 422 to a page that is too large', async () => {
  expect((await ask('ACC100/calls.json?per_page=251')).status).toBe(422);
});

it('links to the audio of a call through a redirect', async () => {
  const [call] = bed.sandbox.simulateCall({ scenario: 'booked' });
  const { url } = await jsonOf(ask(`ACC100/calls/${call!.callId}/recording.json`));
  const redirect = await fetch(String(url), { redirect: 'manual' });
  expect(redirect.status).toBe(302);
  const audio = await fetch(String(url));
  expect(audio.headers.get('content-type')).toBe('audio/mpeg');
  expect((await audio.arrayBuffer()).byteLength).toBeGreaterThan(50_000);
});

it('has no recording before it is ready, nor for a wrong access key', async () => {
  const [call] = bed.sandbox.simulateCall({ scenario: 'booked', recordingDelayMs: 60_000 });
  expect((await ask(`ACC100/calls/${call!.callId}/recording.json`)).status).toBe(404);
  const [ready] = bed.sandbox.simulateCall({ scenario: 'booked' });
  const link = `${bed.sandbox.url}/callrail/calls/${ready!.numericId}/recording/redirect`;
  expect((await fetch(`${link}?access_key=guessed`)).status).toBe(404);
});

it('does not show a call to another account', async () => {
  const [call] = bed.sandbox.simulateCall({ scenario: 'booked', companyId: 'org_rival' });
  expect((await ask(`ACC100/calls/${call!.callId}.json`)).status).toBe(404);
});

it('adds the fields that were asked for', async () => {
  const [call] = bed.sandbox.simulateCall({ scenario: 'booked' });
  const path = `ACC100/calls/${call!.callId}.json`;
  expect(await jsonOf(ask(path))).not.toHaveProperty('company_resource_id');
  expect(await jsonOf(ask(`${path}?fields=company_resource_id,tags`))).toMatchObject({
    company_resource_id: expect.stringMatching(/^COM/),
    tags: [],
  });
});

it('answers 429 without Retry-After once the hour is used up', async () => {
  for (let count = 0; count < 4; count++) expect((await ask('ACC100/calls.json')).status).toBe(200);
  const refused = await ask('ACC100/calls.json');
  expect(refused.status).toBe(429);
  expect(refused.headers.has('retry-after')).toBe(false);
  expect((await ask('ACC200/calls.json', 'Token token="key-rival"')).status).toBe(200);
});

it('lets a link to a recording expire, and gives a new one', async () => {
  const [call] = bed.sandbox.simulateCall({ scenario: 'booked', recordingUrlTtlMs: 1_000 });
  const path = `ACC100/calls/${call!.callId}/recording.json`;
  const { url } = await jsonOf(ask(path));
  let old = await fetch(String(url), { redirect: 'manual' });
  while (old.status === 302) old = await fetch(String(url), { redirect: 'manual' });
  expect(old.status).toBe(403);
  const { url: fresh } = await jsonOf(ask(path));
  expect((await fetch(String(fresh), { redirect: 'manual' })).status).toBe(302);
});
