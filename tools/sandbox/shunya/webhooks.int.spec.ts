import { createShunyaRequests } from '../testing/shunya-requests';
import { useSandbox } from '../testing/with-sandbox';
import { signShunyaWebhook } from './signatures';

const bed = useSandbox();
const shunya = createShunyaRequests(() => bed.sandbox);

it('signs the milliseconds of sending and the raw body', async () => {
  const { body } = await shunya.transcribe(31);
  const [webhook] = await bed.web.waitForCount(1);
  const timestamp = String(webhook!.headers['x-shunya-timestamp']);
  expect(webhook!.path).toBe('/webhooks/shunya');
  expect(webhook!.headers['x-shunya-task-id']).toBe(body['task_id']);
  expect(Math.abs(Date.now() - Number(timestamp))).toBeLessThan(60_000);
  expect(webhook!.headers['x-shunya-signature']).toBe(
    signShunyaWebhook('hmac-secret', timestamp, webhook!.raw),
  );
});

it('has shape A for one stage of a call and shape B for the other', async () => {
  await shunya.transcribe(33);
  await bed.web.waitForCount(1);
  await shunya.analyse(33);
  const [transcription, analysis] = await bed.web.waitForCount(2);
  expect(transcription!.body).toEqual({
    shunya_job_id: expect.stringMatching(/^tsk-\d+$/),
    status: 'completed',
    company_id: 'org_demo',
    result: expect.objectContaining({ transcript_text: expect.any(String) }),
    timestamp: expect.any(String),
  });
  expect(analysis!.body).toEqual({
    event_type: 'call.analysis.complete',
    task_id: 'call_33_org_demo_analysis',
    call_id: 33,
    company_id: 'org_demo',
    status: 'completed',
    data: expect.objectContaining({ qualification: expect.any(Object) }),
    timestamp: expect.any(String),
  });
});

it('swaps the shapes for the next call', async () => {
  await shunya.transcribe(34);
  const [transcription] = await bed.web.waitForCount(1);
  expect(transcription!.body['event_type']).toBe('call.transcription.complete');
});

it('tells a failure as text in shape A and as an object in shape B', async () => {
  await shunya.transcribe(35, 'missing');
  await bed.web.waitForCount(1);
  await shunya.transcribe(36, 'missing');
  const [shapeA, shapeB] = await bed.web.waitForCount(2);
  expect(shapeA!.body).toMatchObject({ status: 'failed', error: expect.any(String) });
  expect(shapeB!.body).toMatchObject({
    event_type: 'call.transcription.failed',
    error: { error_code: 'TRANSCRIPTION_FAILED', retryable: false },
  });
});

it('carries only a status on demand', async () => {
  bed.sandbox.shunya.change({ webhookContent: 'status-only' });
  await shunya.transcribe(37);
  const [webhook] = await bed.web.waitForCount(1);
  expect(webhook!.body).not.toHaveProperty('result');
});

it('posts again until the answer is 2xx', async () => {
  bed.web.answerNext(500, 503);
  await shunya.transcribe(38);
  const webhooks = await bed.web.waitForCount(3);
  expect(new Set(webhooks.map(({ raw }) => raw)).size).toBe(1);
  const isSent = ({ direction, status }: { direction: string; status: number | null }) =>
    direction === 'sent' && status === 200;
  await bed.sandbox.journal.waitFor(isSent);
  expect(bed.web.received).toHaveLength(3);
});

it('posts nothing when webhooks are switched off', async () => {
  bed.sandbox.shunya.change({ webhooks: false });
  await shunya.transcribe(39);
  expect(bed.sandbox.journal.read().some(({ direction }) => direction === 'sent')).toBe(false);
});
