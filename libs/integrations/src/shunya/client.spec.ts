import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verify, type JwtPayload } from 'jsonwebtoken';
import { createHttpClient } from '../http/create-http-client';
import {
  json,
  reset,
  silence,
  startVendorServer,
  status,
  text,
  type VendorServer,
} from '../testing/vendor-server';
import { createShunyaClient } from './client';
import type { ShunyaClient } from './shunya-client';

const sample = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, 'samples', name), 'utf8'));
const refusal = (code: string, more: Record<string, unknown> = {}): unknown => ({
  success: false,
  error: { error_code: code, message: 'no', ...more },
});

const now = new Date('2026-11-24T12:00:00Z');
const call = { companyId: 'org_demo', seq: 4102n, revision: 1 };
const recording = {
  ...call,
  audioUrl: 'https://otto.test/files/a.wav?expires=1&signature=x',
  callType: 'csr_call' as const,
};

describe('Shunya client', () => {
  let server: VendorServer;
  let shunya: ShunyaClient;
  const warnings: unknown[] = [];
  const connect = (options: { jwtSecret?: string; apiKey?: string; hmacSecret?: string }) =>
    createShunyaClient({
      baseUrl: server.url,
      hmacSecret: 'hmac-secret',
      version: 'v1',
      now: () => now,
      logger: { warn: (...line) => warnings.push(line) },
      http: createHttpClient({
        vendor: 'shunya',
        timeoutMs: 200,
        retry: { retries: 3, firstDelayMs: 1, maxDelayMs: 10 },
      }),
      ...options,
    });

  beforeEach(async () => {
    warnings.length = 0;
    server = await startVendorServer();
    shunya = connect({ jwtSecret: 'jwt-secret' });
  });
  afterEach(() => server.close());

  it('asks for a transcription with all that Shunya wants to see', async () => {
    server.answerWith(json(sample('transcribe.json'), 202));
    expect(await shunya.transcribe(recording)).toEqual({ taskId: 'tsk-81', transcriptId: 77 });
    const [request] = server.requests;
    expect(request).toMatchObject({
      method: 'POST',
      path: '/api/v1/transcription/transcribe',
      body:
        '{"audio_url": "https://otto.test/files/a.wav?expires=1&signature=x", ' +
        '"call_id": 4102, "call_type": "csr_call"}',
    });
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-company-id': 'org_demo',
      'x-uwc-version': 'v1',
      'x-uwc-timestamp': '2026-11-24T12:00:00.000Z',
      // hmac.new(b"hmac-secret", (timestamp + ":" + body).encode(), sha256) of Python 3.11.
      'x-signature': '9343bbdc3e72e252487d0e8030958c8196751cc8c8e49d8626733f0438fdc0ff',
      'idempotency-key': 'org_demo:transcription.transcribe:4102:1',
    });
    expect(request?.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('signs in with a token of five minutes for the company', async () => {
    server.answerWith(json(sample('transcribe.json')));
    await shunya.transcribe(recording);
    const token = server.requests[0]?.headers.authorization?.replace('Bearer ', '') ?? '';
    const claims = verify(token, 'jwt-secret', {
      algorithms: ['HS256'],
      clockTimestamp: now.getTime() / 1_000,
    }) as JwtPayload;
    expect(claims).toMatchObject({ company_id: 'org_demo', type: 'access' });
    expect(claims.iat).toBe(now.getTime() / 1_000);
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(300);
  });

  it('signs in with the API key where there is no secret', async () => {
    server.answerWith(json({ success: true, status: 'queued' }));
    await connect({ apiKey: 'api-key' }).getTranscriptionStatus('org_demo', 1n);
    expect(server.requests[0]?.headers.authorization).toBe('Bearer api-key');
  });

  it('signs no request without a body, nor without a secret', async () => {
    server.answerWith(json({ success: true, task_id: 'tsk-82' }));
    expect(await shunya.startAnalysis(call)).toEqual({ taskId: 'tsk-82' });
    await connect({ apiKey: 'k', hmacSecret: '' }).transcribe(recording);
    expect(server.requests.map(({ headers }) => headers['x-signature'])).toEqual([
      undefined,
      undefined,
    ]);
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/api/v1/analysis/start/4102',
      body: '',
      headers: { 'idempotency-key': 'org_demo:analysis.start:4102:1' },
    });
  });

  it('keeps the idempotency key of a repeated request, and changes it with the revision', async () => {
    server.answerWith(status(500), silence, reset, json({ success: true }));
    expect(await shunya.startAnalysis(call)).toEqual({ taskId: null });
    await shunya.startAnalysis({ ...call, revision: 2 });
    const keys = server.requests.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys.slice(0, 4))).toEqual(new Set(['org_demo:analysis.start:4102:1']));
    expect(keys[4]).toBe('org_demo:analysis.start:4102:2');
  });

  it.each([
    ['completed', 'succeeded'],
    ['failed', 'failed'],
    ['in_progress', 'running'],
  ])('reads the status %s as %s', async (word, expected) => {
    server.answerWith(json({ success: true, status: word, extra: [1] }));
    expect(await shunya.getTranscriptionStatus('org_demo', 4102n)).toBe(expected);
    expect(await shunya.getAnalysisStatus('org_demo', 4102n)).toBe(expected);
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/api/v1/transcription/status/4102',
      '/api/v1/analysis/status/4102',
    ]);
    expect(warnings).toEqual([]);
  });

  it('takes an unknown status as running, with a warning', async () => {
    server.answerWith(json({ success: true, status: 'dreaming' }));
    expect(await shunya.getAnalysisStatus('org_demo', 4102n)).toBe('running');
    expect(warnings).toHaveLength(1);
  });

  it.each(['NOT_FOUND', 'CALL_NOT_FOUND', 'ANALYSIS_NOT_AVAILABLE'])(
    'takes %s as work not there yet, with 404 and within 200',
    async (code) => {
      for (const http of [404, 200]) {
        server.answerWith(json(refusal(code), http));
        expect(await shunya.getTranscriptionStatus('org_demo', 1n)).toBe('not_found');
        expect(await shunya.getAnalysisStatus('org_demo', 1n)).toBe('not_found');
        expect(await shunya.getCompleteAnalysis('org_demo', 1n, 'customer_rep')).toBe('not_ready');
      }
    },
  );

  it('gives the analysis as it came, from the view of the role', async () => {
    const analysis = { success: true, summary: { summary: 's' }, of_tomorrow: {} };
    server.answerWith(json(analysis));
    expect(await shunya.getCompleteAnalysis('org_demo', 4102n, 'sales_rep')).toEqual(analysis);
    expect(server.requests[0]).toMatchObject({
      path: '/api/v1/analysis/complete/4102',
      headers: { 'x-target-role': 'sales_rep' },
    });
  });

  it('does not take an analysis under way for a result', async () => {
    server.answerWith(json({ success: true, status: 'processing' }));
    expect(await shunya.getCompleteAnalysis('org_demo', 1n, 'customer_rep')).toBe('not_ready');
  });

  it('gives the transcript as it came', async () => {
    server.answerWith(json({ success: true, transcript_text: 'hello' }));
    const transcript = await shunya.getTranscript('org_demo', 4102n);
    expect(transcript).toEqual({ success: true, transcript_text: 'hello' });
    server.answerWith(json(sample('error-envelope.json')));
    await expect(shunya.getTranscript('org_demo', 4102n)).rejects.toMatchObject({
      status: 404,
      code: 'CALL_NOT_FOUND',
      isRetryable: false,
    });
  });

  it('does not believe a 200 that carries a refusal', async () => {
    server.answerWith(json(refusal('VALIDATION_ERROR')));
    await expect(shunya.transcribe(recording)).rejects.toMatchObject({
      vendor: 'shunya',
      status: 400,
      code: 'VALIDATION_ERROR',
      isRetryable: false,
      isUnknownOutcome: false,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('repeats what failed inside Shunya, within a 200 too', async () => {
    server.answerWith(json(refusal('INTERNAL_SERVER_ERROR')), json({ success: true }));
    await shunya.transcribe(recording);
    expect(server.requests).toHaveLength(2);
  });

  it('does not repeat what Shunya calls final', async () => {
    server.answerWith(json(refusal('ANALYSIS_FAILED', { retryable: false }), 500));
    await expect(shunya.startAnalysis(call)).rejects.toMatchObject({
      code: 'ANALYSIS_FAILED',
      status: 500,
      isRetryable: false,
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([200, 429])('hands the wait of a rate limit on, with %i', async (http) => {
    server.answerWith(json(sample('rate-limit.json'), http));
    await expect(shunya.startAnalysis(call)).rejects.toMatchObject({
      status: 429,
      code: 'RATE_LIMIT_EXCEEDED',
      isRetryable: true,
      retryAfterMs: 42_000,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('follows the Retry-After header where the envelope is silent', async () => {
    server.answerWith(status(429, { 'retry-after': '90' }));
    await expect(shunya.startAnalysis(call)).rejects.toMatchObject({ retryAfterMs: 90_000 });
  });

  it('tries once more with a new token after a 401, and then gives up', async () => {
    server.answerWith(json(refusal('UNAUTHORIZED'), 401), json({ success: true, task_id: 't' }));
    expect(await shunya.startAnalysis(call)).toEqual({ taskId: 't' });
    server.answerWith(json(refusal('UNAUTHORIZED'), 401));
    const error = { status: 401, isRetryable: false };
    await expect(shunya.startAnalysis(call)).rejects.toMatchObject(error);
    expect(server.requests).toHaveLength(4);
    await expect(connect({ apiKey: 'k' }).startAnalysis(call)).rejects.toMatchObject(error);
    expect(server.requests).toHaveLength(5);
  });

  it('takes the 422 of the framework as final', async () => {
    server.answerWith(json(sample('validation-error.json'), 422));
    await expect(shunya.transcribe(recording)).rejects.toMatchObject({
      status: 422,
      code: 'VALIDATION_ERROR',
      isRetryable: false,
    });
  });

  it.each([
    ['a 500 without an envelope', status(500), { status: 500 }],
    ['silence', silence, { code: 'TIMEOUT' }],
    ['a reset', reset, { code: 'NETWORK' }],
    ['half an answer', text('{"success": tr'), { code: 'INVALID_JSON' }],
  ])('gives up after three retries of %s', async (_case, answer, expected) => {
    server.answerWith(answer);
    await expect(shunya.transcribe(recording)).rejects.toMatchObject({
      ...expected,
      isRetryable: true,
      isUnknownOutcome: true,
    });
    expect(server.requests).toHaveLength(4);
  });

  it.each([[[]], ['accepted'], [null], [{ success: true, task_id: { id: 1 } }]])(
    'does not take %j for a started job',
    async (body) => {
      server.answerWith(json(body));
      await expect(shunya.transcribe(recording)).rejects.toMatchObject({
        code: 'UNEXPECTED_ANSWER',
        isRetryable: true,
        isUnknownOutcome: true,
      });
    },
  );
});
