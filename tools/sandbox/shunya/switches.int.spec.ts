import { createShunyaRequests } from '../testing/shunya-requests';
import { useSandbox } from '../testing/with-sandbox';

const bed = useSandbox({ shunya: { webhooks: false } });
const shunya = createShunyaRequests(() => bed.sandbox);
const change = (options: object) =>
  fetch(`${bed.sandbox.url}/shunya-options`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(options),
  });

it('fails the next requests with 500 and then goes on', async () => {
  await change({ failNext: 2 });
  const statuses = [];
  for (let count = 0; count < 3; count++) {
    statuses.push((await shunya.get('transcription/status/1')).status);
  }
  expect(statuses).toEqual([500, 500, 404]);
});

it('fails with 429 and the time to wait', async () => {
  await change({ failNext: 1, failWith: 'rate-limit', retryAfterSeconds: 7 });
  expect(await shunya.get('transcription/status/1')).toMatchObject({
    status: 429,
    body: { error: { error_code: 'RATE_LIMIT_EXCEEDED', details: { retry_after: 7 } } },
  });
});

it('fails with an error envelope inside HTTP 200', async () => {
  await change({ failNext: 1, failWith: 'envelope' });
  expect(await shunya.get('transcription/status/1')).toMatchObject({
    status: 200,
    body: { success: false, error: { error_code: 'SERVICE_UNAVAILABLE', retryable: true } },
  });
});

it('puts all errors inside HTTP 200 on demand', async () => {
  await change({ errorsInside200: true });
  expect(await shunya.get('transcription/status/1')).toMatchObject({
    status: 200,
    body: { success: false, error: { error_code: 'CALL_NOT_FOUND' } },
  });
});

it.each([
  ['unknown-fields', { qualification: { booking_status: 'not_booked', roof_readiness: {} } }],
  ['unknown-words', { qualification: { booking_status: 'pencilled_in' } }],
  ['missing-fields', { objections: { objections: [{ category_id: 1 }] } }],
])('gives results with %s', async (resultShape, expected) => {
  await change({ resultShape });
  await shunya.transcribe(21, 'unbooked');
  await shunya.analyse(21);
  expect((await shunya.get('analysis/complete/21')).body).toMatchObject(expected);
});

it('leaves parts out of a result with missing fields', async () => {
  await change({ resultShape: 'missing-fields' });
  await shunya.transcribe(22);
  await shunya.analyse(22);
  expect((await shunya.get('analysis/complete/22')).body).not.toHaveProperty('compliance');
});

it('answers 400 to a switch that it does not have', async () => {
  const response = await change({ webhook: false });
  expect(response.status).toBe(400);
  expect(bed.sandbox.shunya.current.webhooks).toBe(false);
});
