import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttpClient } from '../http/create-http-client';
import { createMemoryBuckets } from '../http/memory-buckets';
import { createRateLimiter } from '../http/rate-limiter';
import { describeFailures } from '../testing/failure-contract';
import { json, startVendorServer, status, text, type VendorServer } from '../testing/vendor-server';
import type { CallrailClient } from './callrail-call';
import { createCallrailClient } from './client';
import { CALLRAIL_LIMITS } from './limits';

const restCall: unknown = JSON.parse(
  readFileSync(join(__dirname, 'samples/rest-call.json'), 'utf8'),
);

describe('CallRail client', () => {
  let server: VendorServer;
  let callrail: CallrailClient;
  beforeEach(async () => {
    server = await startVendorServer();
    callrail = createCallrailClient({
      baseUrl: server.url,
      accountId: '227799611',
      apiKey: 'k-1',
      http: createHttpClient({
        vendor: 'callrail',
        timeoutMs: 2_000,
        retry: { retries: 1, firstDelayMs: 1, maxDelayMs: 10 },
      }),
    });
  });
  afterEach(() => server.close());

  it('asks for a recording with the key of the account', async () => {
    server.answerWith(json({ url: 'https://app.callrail.com/r/1', expires: 'soon' }));
    expect(await callrail.getRecordingUrl('CAL1')).toBe('https://app.callrail.com/r/1');
    expect(server.requests).toMatchObject([
      { method: 'GET', path: '/v3/a/227799611/calls/CAL1/recording.json' },
    ]);
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: 'Token token="k-1"',
      'request-from': 'otto',
    });
  });

  it('answers null while there is no recording', async () => {
    server.answerWith(json({ error: 'not found' }, 404), json({ url: null }), json({}));
    for (let i = 0; i < 3; i += 1) expect(await callrail.getRecordingUrl('CAL1')).toBeNull();
  });

  it('reads a call', async () => {
    server.answerWith(json(restCall));
    expect(await callrail.getCall('CAL0199f0aa')).toMatchObject({
      callId: 'CAL0199f0aa',
      numericId: null,
      answered: true,
      durationSeconds: 184,
      startedAt: '2026-11-24T16:15:00.100Z',
    });
  });

  it('answers null for a call that CallRail does not know', async () => {
    server.answerWith(status(404));
    expect(await callrail.getCall('CAL1')).toBeNull();
  });

  it('keeps a call id inside its place in the path', async () => {
    server.answerWith(status(404));
    await callrail.getCall('../../a?x=1');
    expect(server.requests[0]?.path).toBe('/v3/a/227799611/calls/..%2F..%2Fa%3Fx%3D1.json');
  });

  it.each([401, 403, 406, 422])('tells that %i will not pass, and why', async (code) => {
    server.answerWith(json({ error: 'the key is wrong' }, code));
    await expect(callrail.getCall('CAL1')).rejects.toMatchObject({
      vendor: 'callrail',
      status: code,
      isRetryable: false,
      message: `callrail: answered ${code}: the key is wrong`,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('waits minutes after a 429, which does not say how long', async () => {
    server.answerWith(json({ error: 'too many' }, 429));
    await expect(callrail.getCall('CAL1')).rejects.toMatchObject({
      status: 429,
      isRetryable: true,
      retryAfterMs: 120_000,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('follows the Retry-After of a 429 that has one', async () => {
    server.answerWith(status(429, { 'retry-after': '3600' }));
    await expect(callrail.getCall('CAL1')).rejects.toMatchObject({ retryAfterMs: 3_600_000 });
  });

  it('repeats a request after a 500', async () => {
    server.answerWith(status(500), json({ url: 'https://app.callrail.com/r/1' }));
    expect(await callrail.getRecordingUrl('CAL1')).toBe('https://app.callrail.com/r/1');
  });

  it.each([[[]], ['text'], [{ url: 7 }], [{ url: 'not a url' }]])(
    'does not take %j for a recording',
    async (body) => {
      server.answerWith(json(body));
      await expect(callrail.getRecordingUrl('CAL1')).rejects.toMatchObject({
        code: 'UNEXPECTED_ANSWER',
        isRetryable: true,
      });
    },
  );

  it('does not take a call without id for a call', async () => {
    server.answerWith(json({ answered: true }));
    await expect(callrail.getCall('CAL1')).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
  });

  it('does not take half an answer for a call', async () => {
    server.answerWith(text('{"id":"CAL1"'));
    await expect(callrail.getCall('CAL1')).rejects.toMatchObject({ code: 'INVALID_JSON' });
  });

  const page = (calls: unknown[]) => ({ page: 2, total_pages: 3, total_records: 251, calls });
  const query = { since: '2026-11-24T10:00:00Z', until: '2026-11-24T16:00:00Z', page: 2 };

  it('lists calls page by page, oldest first, with the fields that Otto reads', async () => {
    server.answerWith(json(page([restCall])));
    const callrailCompanyId = 'COM1';
    expect(await callrail.listCalls({ ...query, perPage: 100, callrailCompanyId })).toMatchObject({
      page: 2,
      totalPages: 3,
      totalRecords: 251,
      calls: [{ callId: 'CAL0199f0aa', answered: true }],
    });
    const url = new URL(server.requests[0]?.path ?? '', server.url);
    expect(url.pathname).toBe('/v3/a/227799611/calls.json');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      start_date: '2026-11-24T10:00:00Z',
      end_date: '2026-11-24T16:00:00Z',
      company_id: 'COM1',
      sort: 'start_time',
      order: 'asc',
      page: '2',
      per_page: '100',
      fields: 'company_id,source_name,created_at',
    });
  });

  it.each([page([{ answered: true }]), { calls: [] }, { ...page([]), total_pages: 'many' }])(
    'does not take %j for a page of calls',
    async (body) => {
      server.answerWith(json(body));
      await expect(callrail.listCalls({ ...query, perPage: 100 })).rejects.toMatchObject({
        code: 'UNEXPECTED_ANSWER',
      });
    },
  );

  it('does not know an account that has no list', async () => {
    server.answerWith(status(404));
    await expect(callrail.listCalls({ ...query, perPage: 100 })).rejects.toMatchObject({
      status: 404,
      isRetryable: false,
    });
  });

  it('counts every attempt, and asks nothing beyond the limits of the account', async () => {
    server.answerWith(status(500), json(restCall));
    const limits = [{ name: 'hour', burst: 2, perHour: 1 }];
    const limiter = createRateLimiter({ vendor: 'callrail', limits, store: createMemoryBuckets() });
    const limited = createCallrailClient({
      baseUrl: server.url,
      accountId: 'a-1',
      apiKey: 'k-1',
      http: createHttpClient({
        vendor: 'callrail',
        timeoutMs: 2_000,
        retry: { retries: 1, firstDelayMs: 1, maxDelayMs: 10 },
      }),
      limiter,
    });
    expect(await limited.getCall('CAL1')).not.toBeNull();
    await expect(limited.getCall('CAL1')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(server.requests).toHaveLength(2);
  });

  it('stays within a thousand requests in any hour and ten thousand in any day', async () => {
    const [hour, day] = CALLRAIL_LIMITS;
    expect((hour?.burst ?? 0) + (hour?.perHour ?? 0)).toBe(1_000);
    expect((day?.burst ?? 0) + 24 * (day?.perHour ?? 0)).toBe(10_000);
  });
});

describe('asking CallRail for calls', () => {
  describeFailures({
    vendor: 'callrail',
    isSend: false,
    call: (url, http) =>
      createCallrailClient({ baseUrl: url, accountId: 'a', apiKey: 'k', http }).listCalls({
        since: '2026-11-24T10:00:00Z',
        until: '2026-11-24T16:00:00Z',
        page: 1,
        perPage: 1,
      }),
  });
});

describe('asking CallRail for a call', () => {
  describeFailures({
    vendor: 'callrail',
    isSend: false,
    takes404: true,
    call: (url, http) =>
      createCallrailClient({ baseUrl: url, accountId: 'a', apiKey: 'k', http }).getCall('CAL1'),
  });
});

describe('asking CallRail for a recording', () => {
  describeFailures({
    vendor: 'callrail',
    isSend: false,
    takes404: true,
    takesAnyShape: true,
    call: (url, http) =>
      createCallrailClient({ baseUrl: url, accountId: 'a', apiKey: 'k', http }).getRecordingUrl(
        'CAL1',
      ),
  });
});
