import { jsonOf } from '../testing/json-of';
import { createRequests } from '../testing/requests';
import { useSandbox } from '../testing/with-sandbox';
import type { HttpProvider } from './inject-faults';
import { rateLimitOf, serverErrorOf } from './refusals';

const bed = useSandbox();
const { post, get, twilio, text } = createRequests(() => bed.sandbox);

const callrail = { Authorization: 'Token token="key-demo"' };
const places: readonly [HttpProvider, string, Record<string, string>][] = [
  ['callrail', '/callrail/v3/a/ACC100/calls.json', callrail],
  ['shunya', '/shunya/health', {}],
  ['clerk', '/clerk/.well-known/jwks.json', {}],
  ['twilio', '/twilio/2010-04-01/Accounts/AC100.json', {}],
  ['openai', '/openai/v1/models', {}],
  ['expo', '/expo/--/api/v2/push/send', {}],
  ['google', '/google/maps/api/geocode/json?address=1+Main+St&key=k', {}],
  ['nominatim', '/nominatim/search?q=1+Main+St', { 'User-Agent': 'otto' }],
  ['recordings', '/recordings/', {}],
];

describe.each(places)('%s', (provider, path, headers) => {
  it('refuses too many requests in its own words, as often as it was told', async () => {
    bed.sandbox.addFault({ provider, fault: 'rate-limit', times: 2 });
    const { status, body } = rateLimitOf[provider];
    for (let count = 0; count < 2; count++) {
      const refused = await get(path, headers);
      expect(refused.status).toBe(status);
      expect(await refused.json()).toEqual(body);
    }
    expect(await (await get(path, headers)).text()).not.toBe(JSON.stringify(body));
  });

  it('breaks in its own words', async () => {
    bed.sandbox.addFault({ provider, fault: 'server-error' });
    const broken = await get(path, headers);
    expect(broken.status).toBe(serverErrorOf[provider].status);
    expect(await broken.json()).toEqual(serverErrorOf[provider].body);
  });

  it('resets the connection', async () => {
    bed.sandbox.addFault({ provider, fault: 'connection-reset' });
    await expect(get(path, headers)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });
});

it('answers late', async () => {
  bed.sandbox.addFault({ provider: 'google', fault: 'latency', ms: 60 });
  const startedAt = performance.now();
  expect((await get('/google/maps/api/geocode/json?address=1+Main+St&key=k')).status).toBe(200);
  expect(performance.now() - startedAt).toBeGreaterThan(55);
});

it('cuts an answer in half', async () => {
  bed.sandbox.addFault({ provider: 'twilio', fault: 'malformed' });
  const answer = await twilio('/Messages.json', text());
  expect(answer.status).toBe(201);
  await expect(answer.json()).rejects.toThrow('JSON');
});

it.each([
  ['hang', 0],
  ['hang-after-accept', 1],
] as const)('on %s gives no answer, and has sent %i texts', async (fault, sent) => {
  bed.sandbox.addFault({ provider: 'twilio', endpoint: 'POST', fault });
  const abort = new AbortController();
  const request = fetch(`${bed.sandbox.url}/twilio/2010-04-01/Accounts/AC100/Messages.json`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from('AC100:auth-demo').toString('base64')}` },
    body: new URLSearchParams(text()),
    signal: abort.signal,
  });
  await bed.sandbox.journal.waitFor(({ what }) => what.startsWith(`fault: ${fault}`));
  abort.abort();
  await expect(request).rejects.toThrow('aborted');
  const { messages } = await jsonOf(twilio('/Messages.json'));
  expect(messages).toHaveLength(sent);
  expect(bed.sandbox.outbox.read()).toHaveLength(sent);
});

it('befalls the named endpoint only', async () => {
  bed.sandbox.addFault({ provider: 'twilio', endpoint: 'POST', fault: 'server-error' });
  expect((await twilio('/Messages.json')).status).toBe(200);
  expect((await twilio('/Messages.json', text())).status).toBe(500);
});

it('lists what is planned, and takes it back', async () => {
  const planned = await post('/faults', { provider: 'clerk', fault: 'hang', times: 3 });
  expect(planned.status).toBe(201);
  expect((await jsonOf(get('/faults')))['faults']).toMatchObject([{ fault: 'hang', left: 3 }]);
  expect((await fetch(`${bed.sandbox.url}/faults`, { method: 'DELETE' })).status).toBe(204);
  expect((await get('/clerk/.well-known/jwks.json')).status).toBe(200);
});

it.each([
  [{ provider: 'fax', fault: 'hang' }],
  [{ provider: 'twilio' }],
  [{ provider: 'expo', webhooks: 'lose' }],
  [{ provider: 'twilio', fault: 'tired' }],
  [{ provider: 'twilio', fault: 'hang', times: 0 }],
])('answers 400 to %j', async (fault) => {
  expect((await post('/faults', fault)).status).toBe(400);
});
