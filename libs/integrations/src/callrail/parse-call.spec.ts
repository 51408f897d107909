import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebhookParseError } from '../errors';
import { parseCallrailCall } from './parse-call';

const sample = (name: string): Buffer => readFileSync(join(__dirname, 'samples', name));

describe('a call of CallRail', () => {
  it('is read from the published post-call body', () => {
    expect(parseCallrailCall(sample('post-call.json'))).toEqual({
      callId: '766970532',
      numericId: '766970532',
      customerPhone: '+12148654559',
      trackingPhone: '+14045558514',
      businessPhone: null,
      answered: false,
      voicemail: true,
      direction: 'inbound',
      durationSeconds: 13,
      startedAt: '2018-02-19T18:41:00.252Z',
      recordingUrl:
        'https://app.callrail.com/calls/766970532/recording/redirect?access_key=aaaaccccddddeeee',
      recordingSeconds: 8,
      customerName: 'Kaylah Mills',
      csrId: null,
      callrailCompanyId: '155920786',
      sourceName: 'Google AdWords',
      transcription: null,
      changes: [],
    });
  });

  it('goes by its resource id where it has two ids', () => {
    expect(parseCallrailCall(sample('pre-call.json'))).toMatchObject({
      callId: 'CAL0199f0aa',
      numericId: '880011223',
      answered: false,
      recordingUrl: null,
      startedAt: '2026-11-24T16:15:00.250Z',
    });
  });

  it('is read from a form with the short names', () => {
    expect(parseCallrailCall(sample('completed.form.txt'))).toMatchObject({
      callId: 'CAL900',
      numericId: null,
      customerPhone: '+16025550101',
      trackingPhone: '+16025550999',
      answered: true,
      durationSeconds: 184,
      recordingUrl: 'https://cr.example/CAL900.mp3',
      customerName: 'P. Doe',
      csrId: 'user_ann',
      startedAt: '2026-11-24T16:15:00.000Z',
    });
  });

  it('tells what a modification changed', () => {
    expect(parseCallrailCall(sample('call-modified.json'))).toMatchObject({
      callId: 'CAL0199f0aa',
      durationSeconds: 184,
      recordingSeconds: 179,
      changes: ['recording_duration', 'tags'],
    });
  });

  it('has null for all that is not said', () => {
    const { callId, voicemail, direction, changes, ...rest } = parseCallrailCall({ id: 7 });
    expect({ callId, voicemail, direction, changes }).toEqual({
      callId: '7',
      voicemail: false,
      direction: 'inbound',
      changes: [],
    });
    expect(Object.values({ ...rest, numericId: null }).every((value) => value === null)).toBe(true);
  });

  it('has null for words, times and numbers that cannot be read', () => {
    const odd = {
      call_id: 'CAL1',
      answered: 'maybe',
      duration: 'long',
      created_at: 'today',
      customer_name: { first: 'P' },
      changes: 'tags',
    };
    expect(parseCallrailCall(odd)).toMatchObject({
      answered: null,
      durationSeconds: null,
      startedAt: null,
      customerName: null,
      changes: [],
    });
  });

  it('takes an alias when the first name is there but empty', () => {
    const fields = { id: '', resource_id: 'CAL2', customer_phone_number: '', callernum: '+1602' };
    expect(parseCallrailCall(fields)).toMatchObject({ callId: 'CAL2', customerPhone: '+1602' });
  });

  it.each([{}, { id: '' }, { call_id: null, resource_id: ' ' }, '', '[]', null])(
    'is not in %j, which has no call id',
    (body) => {
      expect(() => parseCallrailCall(body)).toThrow(WebhookParseError);
    },
  );
});
