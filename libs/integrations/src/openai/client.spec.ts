import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttpClient } from '../http/create-http-client';
import { describeFailures } from '../testing/failure-contract';
import { json, startVendorServer, status, type VendorServer } from '../testing/vendor-server';
import { createOpenaiClient, type OpenaiClient } from './client';
import { createKeyPool } from './key-pool';

const request = {
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'How old is the roof?' }],
} as const;
const sample = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, `samples/${name}.json`), 'utf8'));
const answer = (content: string | null, finish = 'stop') => ({
  ...(sample('completion') as object),
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }],
});

describe('OpenAI client', () => {
  let server: VendorServer;
  let openai: OpenaiClient;
  let now: number;
  beforeEach(async () => {
    now = 0;
    server = await startVendorServer();
    openai = createOpenaiClient({
      baseUrl: `${server.url}/v1`,
      keys: createKeyPool({ keys: ['k1', 'k2'], strategy: 'round_robin', now: () => now }),
      http: createHttpClient({ vendor: 'openai', timeoutMs: 2_000 }),
    });
  });
  afterEach(() => server.close());
  const keysUsed = () =>
    server.requests.map(({ headers }) => headers.authorization?.replace('Bearer ', ''));

  it('answers with the text and what it cost', async () => {
    server.answerWith(json(sample('completion')));
    expect(await openai.complete({ ...request, maxTokens: 50, asJson: true })).toEqual({
      text: 'Ten years.',
      isComplete: true,
      promptTokens: 9,
      completionTokens: 12,
    });
    expect(server.requests[0]?.path).toBe('/v1/chat/completions');
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      ...request,
      max_completion_tokens: 50,
      response_format: { type: 'json_object' },
    });
  });

  it('tells when the text broke off', async () => {
    server.answerWith(json(answer('Ten ye', 'length')), json(answer(null, 'content_filter')));
    expect(await openai.complete(request)).toMatchObject({ isComplete: false });
    expect(await openai.complete(request)).toMatchObject({ text: '', isComplete: false });
  });

  it('takes the keys in turn', async () => {
    server.answerWith(json(answer('x')));
    for (let i = 0; i < 3; i += 1) await openai.complete(request);
    expect(keysUsed()).toEqual(['k1', 'k2', 'k1']);
  });

  it.each([
    [429, 60_000],
    [401, 600_000],
  ])('tries the next key after a %i, and lets the first rest for %i ms', async (code, restMs) => {
    server.answerWith(status(code), json(answer('x')));
    await openai.complete(request);
    now = restMs - 1;
    await openai.complete(request);
    now = restMs;
    await openai.complete(request);
    expect(keysUsed()).toEqual(['k1', 'k2', 'k2', 'k1']);
  });

  it('lets a key rest as long as Retry-After says', async () => {
    server.answerWith(status(429, { 'retry-after': '5' }), json(answer('x')));
    await openai.complete(request);
    now = 5_000;
    await openai.complete(request);
    expect(keysUsed()).toEqual(['k1', 'k2', 'k1']);
  });

  it('fails as the last key did, and asks nobody while all rest', async () => {
    server.answerWith(status(429));
    await expect(openai.complete(request)).rejects.toMatchObject({ status: 429 });
    await expect(openai.complete(request)).rejects.toMatchObject({
      code: 'NO_KEY_FREE',
      isRetryable: true,
      retryAfterMs: 60_000,
    });
    expect(keysUsed()).toEqual(['k1', 'k2']);
  });

  it('does not wait for a quota that is used up', async () => {
    server.answerWith(json(sample('quota'), 429));
    await expect(openai.complete(request)).rejects.toMatchObject({
      code: 'insufficient_quota',
      isRetryable: false,
    });
  });
});

describe('asking OpenAI', () => {
  describeFailures({
    vendor: 'openai',
    isSend: false,
    call: (url, http) =>
      createOpenaiClient({
        baseUrl: url,
        keys: createKeyPool({ keys: ['k'], strategy: 'random' }),
        http,
      }).complete(request),
  });
});
