import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttpClient } from '../http/create-http-client';
import { describeFailures } from '../testing/failure-contract';
import { json, startVendorServer, status, type VendorServer } from '../testing/vendor-server';
import { createExpoPush, EXPO_BATCH_SIZE, type ExpoPush } from './expo-push';

const message = (token: string) => ({ token, title: 'Missed call', body: 'Call back', data: {} });
const gone = { status: 'error', message: '…', details: { error: 'DeviceNotRegistered' } };
const sample = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, `samples/${name}.json`), 'utf8'));

describe('Expo push', () => {
  let server: VendorServer;
  let push: ExpoPush;
  beforeEach(async () => {
    server = await startVendorServer();
    const retry = { retries: 1, firstDelayMs: 1, maxDelayMs: 10 };
    const http = createHttpClient({ vendor: 'expo', timeoutMs: 2_000, retry });
    push = createExpoPush({ baseUrl: server.url, accessToken: 'tok', http });
  });
  afterEach(() => server.close());

  it('tells the outcome for every token', async () => {
    server.answerWith(json(sample('tickets')));
    expect(await push.send(['a', 'b', 'c', 'd'].map(message))).toEqual([
      { outcome: 'accepted', receiptId: 'r-1' },
      { outcome: 'unregistered' },
      { outcome: 'failed', code: 'MessageTooBig' },
      { outcome: 'failed', code: null },
    ]);
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/--/api/v2/push/send' });
    expect(request?.headers.authorization).toBe('Bearer tok');
    expect(JSON.parse(request?.body ?? '[]')).toMatchObject([
      { to: 'a', title: 'Missed call', body: 'Call back', data: {} },
      { to: 'b' },
      { to: 'c' },
      { to: 'd' },
    ]);
  });

  it('asks nothing for no messages, and does not take too many', async () => {
    expect(await push.send([])).toEqual([]);
    const many = Array.from({ length: EXPO_BATCH_SIZE + 1 }, () => message('a'));
    await expect(push.send(many)).rejects.toThrow(RangeError);
    expect(server.requests).toHaveLength(0);
  });

  it('cannot tell whose outcome is whose when one is missing', async () => {
    server.answerWith(json({ data: [] }));
    await expect(push.send([message('a')])).rejects.toMatchObject({
      code: 'UNEXPECTED_ANSWER',
      isUnknownOutcome: true,
    });
  });

  it('reads receipts, again after a 500, and leaves out those that are not there yet', async () => {
    server.answerWith(status(500), json(sample('receipts')));
    const receipts = await push.receipts(['r-1', 'r-2', 'r-3', 'r-4']);
    expect(Object.fromEntries(receipts)).toEqual({
      'r-1': 'delivered',
      'r-2': 'unregistered',
      'r-3': 'failed',
    });
    expect(server.requests[1]?.body).toBe('{"ids":["r-1","r-2","r-3","r-4"]}');
  });

  it('goes without a token of its own where it has none', async () => {
    server.answerWith(json({ data: [gone] }));
    const http = createHttpClient({ vendor: 'expo', timeoutMs: 2_000 });
    const open = createExpoPush({ baseUrl: server.url, accessToken: null, http });
    await open.send([message('a')]);
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
  });
});

describe('pushing by Expo', () => {
  describeFailures({
    vendor: 'expo',
    isSend: true,
    call: (baseUrl, http) =>
      createExpoPush({ baseUrl, accessToken: null, http }).send([message('a')]),
  });
});

describe('asking Expo for receipts', () => {
  describeFailures({
    vendor: 'expo',
    isSend: false,
    call: (baseUrl, http) => createExpoPush({ baseUrl, accessToken: null, http }).receipts(['r']),
  });
});
