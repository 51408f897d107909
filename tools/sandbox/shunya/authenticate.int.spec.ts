import { sign } from 'jsonwebtoken';
import { createShunyaRequests } from '../testing/shunya-requests';
import { useSandbox } from '../testing/with-sandbox';

const bed = useSandbox();
const shunya = createShunyaRequests(() => bed.sandbox);
const path = 'transcription/status/1';
const authorizedBy = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });
const body = { call_id: 1, audio_url: 'http://127.0.0.1:1/a.mp3' };

it('answers 401 in the envelope to a token that was signed with another secret', async () => {
  const token = sign({ company_id: 'org_demo', type: 'access' }, 'guessed', { expiresIn: 300 });
  const answer = await shunya.get(path, authorizedBy(token));
  expect(answer).toMatchObject({
    status: 401,
    body: { success: false, error: { error_code: 'UNAUTHORIZED', retryable: false } },
  });
});

it('answers 401 to an expired token, to one without an end and to none', async () => {
  const claims = { company_id: 'org_demo', type: 'access' };
  const expired = sign(claims, 'jwt-secret', { expiresIn: -1 });
  expect((await shunya.get(path, authorizedBy(expired))).status).toBe(401);
  expect((await shunya.get(path, authorizedBy(sign(claims, 'jwt-secret')))).status).toBe(401);
  expect((await shunya.get(path, { headers: { Authorization: '' } })).status).toBe(401);
});

it('answers 403 when the header names another company than the token', async () => {
  const answer = await shunya.get(path, { headers: { 'X-Company-ID': 'org_rival' } });
  expect(answer).toMatchObject({ status: 403, body: { error: { error_code: 'FORBIDDEN' } } });
});

it('answers 401 to a body with a wrong signature or with none', async () => {
  const tampered = { headers: { 'X-Signature': '0'.repeat(64) } };
  expect((await shunya.post('transcription/transcribe', body, tampered)).status).toBe(401);
  const unsigned = { headers: { 'X-Signature': '' } };
  expect((await shunya.post('transcription/transcribe', body, unsigned)).status).toBe(401);
});

it('keeps the calls of companies apart', async () => {
  await shunya.transcribe(7);
  expect((await shunya.get('transcription/status/7')).status).toBe(200);
  const answer = await shunya.get('transcription/status/7', { companyId: 'org_rival' });
  expect(answer).toMatchObject({ status: 404, body: { error: { error_code: 'CALL_NOT_FOUND' } } });
});

it('tells its health without a token', async () => {
  const response = await fetch(`${bed.sandbox.url}/shunya/health`);
  expect(await response.json()).toMatchObject({ status: 'healthy' });
});
