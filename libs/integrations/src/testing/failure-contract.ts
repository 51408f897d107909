import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createSpecLogger } from '@otto/testkit';
import { ProviderError } from '../errors';
import { createHttpClient } from '../http/create-http-client';
import type { HttpClient } from '../http/http-client';
import {
  cutOff,
  json,
  reset,
  silence,
  startVendorServer,
  status,
  text,
  type Answer,
  type VendorServer,
} from './vendor-server';

export interface FailureContract {
  readonly vendor: string;
  /** Asks the vendor at the URL for something. */
  readonly call: (url: string, http: HttpClient) => Promise<unknown>;
  /** Whether asking changes something there and may not be repeated. */
  readonly isSend: boolean;
  /** Whether 404 is an answer of its own. */
  readonly takes404?: boolean;
  /** Whether any JSON will do. */
  readonly takesAnyShape?: boolean;
}

const HOPELESS = [400, 401, 403, 404, 422];

/** What every client does when its vendor refuses, fails, is late, or talks nonsense. */
export function describeFailures(contract: FailureContract): void {
  const { vendor, call, isSend } = contract;
  let server: VendorServer;
  beforeEach(async () => (server = await startVendorServer()));
  afterEach(() => server.close());

  const failureAt = async (url: string, timeoutMs = 2_000): Promise<ProviderError> => {
    const retry = { retries: 0, firstDelayMs: 1, maxDelayMs: 1 };
    const http = createHttpClient({ vendor, timeoutMs, retry, logger: createSpecLogger() });
    const error: unknown = await call(url, http).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProviderError);
    return error as ProviderError;
  };
  const failureOn = async (answer: Answer, timeoutMs?: number): Promise<ProviderError> => {
    server.answerWith(answer);
    return failureAt(server.url, timeoutMs);
  };

  it.each(HOPELESS.filter((code) => code !== 404 || !contract.takes404))(
    'gives up on %i, which will not pass',
    async (code) => {
      expect(await failureOn(json({ odd: true }, code))).toMatchObject({
        vendor,
        status: code,
        isRetryable: false,
        isUnknownOutcome: false,
      });
    },
  );

  it('leaves a 429 for later, at the time the vendor says', async () => {
    expect(await failureOn(status(429, { 'retry-after': '90' }))).toMatchObject({
      isRetryable: true,
      retryAfterMs: 90_000,
      isUnknownOutcome: false,
    });
  });

  it('leaves a 429 for later when the vendor says no time', async () => {
    expect(await failureOn(status(429))).toMatchObject({ status: 429, isRetryable: true });
  });

  it.each([
    ['a 500', status(500)],
    ['silence', silence],
    ['a reset connection', reset],
    ['an answer that breaks off', cutOff],
    ['half a JSON', text('{"half":')],
  ])(
    `tells after %s that it is ${isSend ? 'not known what happened' : 'worth a retry'}`,
    async (_case, answer) => {
      expect(await failureOn(answer, 300)).toMatchObject({
        vendor,
        isRetryable: true,
        isUnknownOutcome: isSend,
      });
      expect(server.requests).toHaveLength(1);
    },
  );

  it('tells that nothing happened when the vendor cannot be reached', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    expect(await failureAt(`http://127.0.0.1:${port}`)).toMatchObject({
      code: 'NETWORK',
      isRetryable: true,
      isUnknownOutcome: false,
    });
  });

  const shapes = contract.takesAnyShape ? [] : ['text', 7, { odd: true }];
  if (shapes.length > 0) {
    it.each(shapes)('does not take %j for an answer', async (body) => {
      expect(await failureOn(json(body))).toMatchObject({
        vendor,
        code: 'UNEXPECTED_ANSWER',
        isUnknownOutcome: isSend,
      });
    });
  }
}
