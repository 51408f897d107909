import { createShunyaRequests } from '../testing/shunya-requests';
import { useSandbox } from '../testing/with-sandbox';

const bed = useSandbox({ shunya: { webhooks: false } });
const shunya = createShunyaRequests(() => bed.sandbox);
const neverReady = () => bed.sandbox.shunya.change({ resultDelayMs: 3_600_000 });
const audioOf = (slug: string) => `${bed.sandbox.url}/recordings/${slug}.mp3`;

it('goes from recording to transcript to analysis', async () => {
  const accepted = await shunya.transcribe(11);
  expect(accepted.body).toMatchObject({
    success: true,
    transcript_id: expect.any(Number),
    task_id: expect.any(String),
  });
  const status = await shunya.get('transcription/status/11');
  expect(status.body).toMatchObject({ call_id: 11, status: 'completed' });
  const { body: transcript } = await shunya.get('transcription/transcript/11');
  expect(transcript['transcript_text']).toContain('Paula Jensen');
  expect(transcript['speaker_labels'][0]).toMatchObject({ speaker: 'csr', start_time: 0 });

  expect((await shunya.analyse(11)).body).toMatchObject({ success: true, status: 'processing' });
  expect((await shunya.get('analysis/status/11')).body).toMatchObject({
    status: 'completed',
    progress: { summary: 'completed' },
  });
  const complete = await shunya.get('analysis/complete/11', {
    headers: { 'X-Target-Role': 'customer_rep' },
  });
  expect(complete.body).toMatchObject({
    success: true,
    target_role: 'customer_rep',
    qualification: { qualification_status: 'hot', booking_status: 'booked' },
  });
  const part = await shunya.get('analysis/qualification/11');
  expect(part.body).toMatchObject({ call_id: 11, booking_status: 'booked' });
});

it('has nothing to give while it still works, which it says inside HTTP 200', async () => {
  await shunya.transcribe(12);
  neverReady();
  await shunya.post('analysis/start/12');
  expect((await shunya.get('analysis/status/12')).body['status']).toBe('processing');
  expect(await shunya.get('analysis/complete/12')).toMatchObject({
    status: 200,
    body: { success: false, error: { error_code: 'ANALYSIS_NOT_AVAILABLE' } },
  });
});

it('refuses an analysis as long as there is no transcript', async () => {
  neverReady();
  await shunya.post('transcription/transcribe', { call_id: 13, audio_url: audioOf('booked') });
  expect((await shunya.get('transcription/status/13')).body['status']).toBe('processing');
  expect((await shunya.get('transcription/transcript/13')).body['success']).toBe(false);
  expect(await shunya.post('analysis/start/13')).toMatchObject({
    status: 404,
    body: { success: false, error: { error_code: 'NOT_FOUND' } },
  });
});

it('fails a transcription whose audio cannot be fetched', async () => {
  await shunya.transcribe(14, 'missing');
  expect((await shunya.get('transcription/status/14')).body['status']).toBe('failed');
});

it('fails a transcription of audio that it does not know', async () => {
  const audio_url = `${bed.sandbox.url}/journal`;
  await shunya.post('transcription/transcribe', { call_id: 15, audio_url });
  const entry = await bed.sandbox.journal.waitFor(({ what }) => /call 15 failed/.test(what));
  expect(entry.answer).toMatch(/recognised/);
});

it('answers the same Idempotency-Key with the same task, and a new one with a new task', async () => {
  const body = { call_id: 16, audio_url: audioOf('booked') };
  const send = (key: string) =>
    shunya.post('transcription/transcribe', body, { headers: { 'Idempotency-Key': key } });
  const first = await send('org_demo:transcribe:16:1');
  expect((await send('org_demo:transcribe:16:1')).body).toEqual(first.body);
  expect((await send('org_demo:transcribe:16:2')).body['task_id']).not.toBe(first.body['task_id']);
});

it('answers 422 as FastAPI does to a body that does not fit', async () => {
  const answer = await shunya.post('transcription/transcribe', { call_id: '16x' });
  expect(answer.status).toBe(422);
  expect(answer.body['detail']).toEqual([
    expect.objectContaining({ loc: ['body', 'call_id'] }),
    { loc: ['body', 'audio_url'], msg: 'Field required', type: 'missing' },
  ]);
  expect(await shunya.get('analysis/status/abc')).toMatchObject({
    status: 422,
    body: { detail: [{ loc: ['path', 'call_id'], type: 'int_parsing' }] },
  });
});
