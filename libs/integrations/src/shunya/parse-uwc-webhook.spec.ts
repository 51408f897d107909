import { WebhookParseError } from '../errors';
import { parseUwcWebhook } from './parse-uwc-webhook';
import type { UwcEventName } from './uwc-event';

const head = { job_id: 'job-1', company_id: 'org_demo', status: 'completed' };
const common = { jobId: 'job-1', companyId: 'org_demo', status: 'succeeded', error: null };
const draft = { message: ' Hello. ', tone: 'friendly', confidence: 0.9, channel: 'SMS' };
const ofDraft = { rep_id: 'user_a', lead_id: 'lead-1' };

describe('parseUwcWebhook', () => {
  it.each<[UwcEventName, object, object]>([
    [
      'asr/complete',
      { call_id: 4102, transcript: [{ speaker: 'rep', text: 'Hi' }], confidence: 0.9 },
      { seq: 4102n, result: { transcript: [{ speaker: 'rep', text: 'Hi' }], confidence: 0.9 } },
    ],
    ['asr/complete', { call_id: 'x', transcript: 'none' }, { seq: null, result: null }],
    [
      'analysis/complete',
      { call_id: '4102', analysis: { rehash_score: 4 } },
      { seq: 4102n, result: null },
    ],
    [
      'rag/indexed',
      { document_id: 'd-77', chunks_indexed: 14, vectors_created: 14 },
      { documentId: 'd-77', chunkCount: 14 },
    ],
    ['rag/indexed', { chunks_indexed: -1 }, { documentId: null, chunkCount: null }],
    [
      'training/status',
      { rep_id: 'user_a', progress: 40, model_version: 'v2', training_duration_min: 12.5 },
      { repId: 'user_a', progressPercent: 40, modelVersion: 'v2', durationMinutes: 12.5 },
    ],
    [
      'training/status',
      { progress: 101 },
      { repId: null, progressPercent: null, modelVersion: null, durationMinutes: null },
    ],
    [
      'followup/draft',
      { ...ofDraft, draft },
      {
        repId: 'user_a',
        leadId: 'lead-1',
        draft: { message: ' Hello. ', tone: 'friendly', channel: 'sms' },
      },
    ],
  ])('reads %s', (name, body, expected) => {
    const event = parseUwcWebhook(name, JSON.stringify({ ...head, ...body, unheard: 'of' }));
    expect(event).toEqual({ ...common, name, ...expected });
  });

  it('reads why something failed, from a text or an object', () => {
    const failed = { ...head, status: 'failed' };
    const error = (value: unknown) => parseUwcWebhook('rag/indexed', { ...failed, error: value });
    expect(error('no text')).toMatchObject({ status: 'failed', error: 'no text' });
    expect(error({ message: 'no text' })).toMatchObject({ error: 'no text' });
    expect(parseUwcWebhook('followup/draft', { ...failed, ...ofDraft })).toMatchObject({
      draft: null,
    });
  });

  it.each<[string, UwcEventName, unknown]>([
    ['has no job', 'rag/indexed', { ...head, job_id: ' ' }],
    ['has no company', 'rag/indexed', { ...head, company_id: undefined }],
    ['has an unknown status', 'training/status', { ...head, status: 'odd' }],
    ['drafts for nobody', 'followup/draft', { ...head, lead_id: 'l', draft }],
    ['drafts nothing', 'followup/draft', { ...head, ...ofDraft }],
    ['drafts blanks', 'followup/draft', { ...head, ...ofDraft, draft: { ...draft, message: ' ' } }],
    [
      'has no known channel',
      'followup/draft',
      { ...head, ...ofDraft, draft: { ...draft, channel: 'fax' } },
    ],
    ['is a list', 'rag/indexed', '[1]'],
    ['is cut off', 'rag/indexed', '{"job_id":'],
  ])('refuses a body that %s', (_, name, body) => {
    expect(() => parseUwcWebhook(name, body)).toThrow(WebhookParseError);
  });
});
