import { createHttpClient, createShunyaClient, type FollowUpRequest } from '@otto/integrations';
import { createShunyaRequests } from '../testing/shunya-requests';
import { useSandbox } from '../testing/with-sandbox';

const bed = useSandbox({ shunya: { webhooks: false } });
const requests = createShunyaRequests(() => bed.sandbox);
const wish: FollowUpRequest = {
  companyId: 'org_demo',
  seq: 21n,
  draftId: '0b0c7a52-6f4e-5d0e-8f57-1c9a86b0f001',
  repId: 'user_rep',
  channel: 'sms',
  tone: null,
  context: { companyName: 'Demo Roofing', customerName: 'Paula', repName: null, maxLength: 160 },
};
/** With the client that Otto uses. */
const generate = (changes: Partial<FollowUpRequest> = {}) =>
  createShunyaClient({
    baseUrl: bed.sandbox.endpoints.UWC_BASE_URL,
    jwtSecret: 'jwt-secret',
    hmacSecret: 'hmac-secret',
    version: 'v1',
    http: createHttpClient({
      vendor: 'shunya',
      timeoutMs: 5_000,
      retry: { retries: 1, firstDelayMs: 1, maxDelayMs: 10 },
    }),
  }).generateFollowUp({ ...wish, ...changes });

it('writes for the call that was analysed, and once for each draft', async () => {
  await requests.transcribe(21);
  await requests.analyse(21);
  const written = await generate();
  expect(written.text).toBe(
    'Hi Paula, thank you for calling Demo Roofing about roof repair after hail. Shall we fix a date?',
  );
  expect(await generate()).toEqual(written);
  const another = await generate({ draftId: '0b0c7a52-6f4e-5d0e-8f57-1c9a86b0f002' });
  expect(another.requestId).not.toBe(written.requestId);
});

it('has nothing to write from before the analysis, nor of a call that it does not know', async () => {
  await expect(generate({ seq: 99n })).rejects.toMatchObject({ code: 'CALL_NOT_FOUND' });
  await requests.transcribe(21);
  await expect(generate()).rejects.toMatchObject({ code: 'ANALYSIS_NOT_AVAILABLE', status: 404 });
});

it('writes as briefly as it is asked to, or not, on demand', async () => {
  await requests.transcribe(21);
  await requests.analyse(21);
  const context = { ...wish.context, maxLength: 30 };
  expect((await generate({ context })).text).toHaveLength(30);
  bed.sandbox.shunya.change({ draftLength: 'too-long' });
  const draftId = '0b0c7a52-6f4e-5d0e-8f57-1c9a86b0f003';
  expect((await generate({ draftId })).text).toHaveLength(161);
});

it('is asked again after a failure, and refuses what is not signed', async () => {
  await requests.transcribe(21);
  await requests.analyse(21);
  bed.sandbox.addFault({ provider: 'shunya', endpoint: 'followups/generate', fault: 'malformed' });
  expect((await generate()).text).toContain('Paula');
  const response = await fetch(`${bed.sandbox.url}/shunya/uwc/v1/followups/generate`, {
    method: 'POST',
    body: '{}',
  });
  expect(response.status).toBe(401);
});
