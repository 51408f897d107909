import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebhookParseError } from '../errors';
import { parseShunyaWebhook } from './parse-webhook';

const sample = (name: string): Buffer => readFileSync(join(__dirname, 'samples', name));
const nothing = {
  taskId: null,
  seq: null,
  companyId: null,
  status: null,
  stage: null,
  result: null,
  error: null,
};

describe('a webhook of Shunya', () => {
  it('is read in the shape that goes by job id', () => {
    expect(parseShunyaWebhook(sample('webhook-by-job-id.json'))).toEqual({
      taskId: 'tsk-81',
      seq: null,
      companyId: 'org_demo',
      status: 'succeeded',
      stage: null,
      result: { qualification: { qualification_status: 'warm', booking_status: 'not_booked' } },
      error: null,
    });
  });

  it('is read in the shape that goes by event type', () => {
    expect(parseShunyaWebhook(sample('webhook-by-event-type.json'))).toEqual({
      taskId: 'call_4102_org_demo_analysis',
      seq: 4102n,
      companyId: 'org_demo',
      status: 'succeeded',
      stage: 'analyzing',
      result: { summary: { summary: 'The gutter leaks and a quote is wanted.' } },
      error: null,
    });
  });

  it('tells why work failed', () => {
    expect(parseShunyaWebhook(sample('webhook-failed.json'))).toMatchObject({
      status: 'failed',
      stage: 'transcribing',
      result: null,
      error: {
        code: 'TRANSCRIPTION_FAILED',
        message: 'the audio is too short',
        retryable: false,
      },
    });
  });

  it('tells why work failed when the error is a text', () => {
    expect(parseShunyaWebhook({ job_id: 9, status: 'error', error: 'no audio' })).toEqual({
      ...nothing,
      taskId: '9',
      status: 'failed',
      error: { code: null, message: 'no audio', retryable: null },
    });
  });

  it('takes call and stage from the task id, and status from the event type, where alone', () => {
    expect(
      parseShunyaWebhook({
        task_id: 'call_7_org_demo_transcription',
        event_type: 'call.transcription.complete',
      }),
    ).toMatchObject({ seq: 7n, stage: 'transcribing', status: 'succeeded', companyId: null });
  });

  it('takes a call id that is a text', () => {
    expect(parseShunyaWebhook({ call_id: '4102' }).seq).toBe(4102n);
  });

  it.each([{ status: 'dreaming' }, { call_id: 'CAL1' }, { call_id: -1 }, { call_id: 1.5 }, {}])(
    'has null for what %j does not say',
    (body) => {
      expect(parseShunyaWebhook(body)).toEqual(nothing);
    },
  );

  it('has no stage for the events of visits', () => {
    const body = { event_type: 'meeting.segmentation.complete', call_id: 5 };
    expect(parseShunyaWebhook(body)).toMatchObject({ stage: null, status: 'succeeded', seq: 5n });
  });

  it.each(['{"cut":', '[]', null])('is not in %j', (body) => {
    expect(() => parseShunyaWebhook(body)).toThrow(WebhookParseError);
  });
});
