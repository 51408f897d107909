import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebhookParseError } from '../errors';
import { parseTwilioRecording } from './parse-recording';
import { parseTwilioText, parseTwilioTextStatus } from './parse-text';
import { parseTwilioCallStatus, parseTwilioDialStatus, parseTwilioVoice } from './parse-voice';
import { rankOfTextStatus } from './statuses';

const sample = (name: string): Buffer => readFileSync(join(__dirname, `samples/${name}.form.txt`));

describe('a text that came in by Twilio', () => {
  it('is read with its picture, and the text as it was typed', () => {
    expect(parseTwilioText(sample('sms-in'))).toEqual({
      deliveryKey: 'SM0199f0aa0000000000000000000000b1',
      accountId: 'AC0199f0aa0000000000000000000000a1',
      messageId: 'SM0199f0aa0000000000000000000000b1',
      from: '+16025550101',
      to: '+16025550999',
      text: ' Can you come on Monday?',
      media: [
        {
          url: 'https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/SM1/Media/ME1',
          contentType: 'image/jpeg',
        },
      ],
      optOut: null,
    });
  });

  it.each(['STOP', 'START', 'HELP'])('tells that Twilio took it for %s', (word) => {
    const fields = { MessageSid: 'SM1', From: '+1', To: '+2', OptOutType: word };
    expect(parseTwilioText(fields).optOut).toBe(word.toLowerCase());
  });

  it('has no text and no pictures where none are said', () => {
    const fields = { MessageSid: 'SM1', From: '+1', To: '+2', NumMedia: '900000000' };
    expect(parseTwilioText(fields)).toMatchObject({ text: '', media: [], accountId: null });
  });

  it.each(['MessageSid', 'From', 'To'])('is none without %s', (name) => {
    const fields = { MessageSid: 'SM1', From: '+1', To: '+2', [name]: ' ' };
    expect(() => parseTwilioText(fields)).toThrow(WebhookParseError);
  });

  it.each(['', '[]', null, Buffer.from([0xff, 0xfe])])('is not in %p', (body) => {
    expect(() => parseTwilioText(body)).toThrow(WebhookParseError);
  });
});

describe('the fate of a text', () => {
  it('is read with the code of its failure', () => {
    expect(parseTwilioTextStatus(sample('sms-status'))).toEqual({
      deliveryKey: 'SM02:failed',
      accountId: 'AC01',
      messageId: 'SM02',
      status: 'failed',
      errorCode: '21610',
    });
  });

  it('is null for a word that Twilio has added since', () => {
    const fields = { MessageSid: 'SM1', MessageStatus: 'constructor' };
    expect(parseTwilioTextStatus(fields)).toMatchObject({ status: null, errorCode: null });
  });

  it('ranks by how far the text has come', () => {
    const words = ['accepted', 'queued', 'sending', 'sent', 'delivered', 'read'] as const;
    const ranks = words.map(rankOfTextStatus);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBe(words.length);
    expect(rankOfTextStatus('failed')).toBe(rankOfTextStatus('delivered'));
  });

  it.each(['MessageSid', 'MessageStatus'])('is none without %s', (name) => {
    const fields = { MessageSid: 'SM1', MessageStatus: 'sent', [name]: '' };
    expect(() => parseTwilioTextStatus(fields)).toThrow(WebhookParseError);
  });
});

describe('a call by Twilio', () => {
  it('is read while it rings', () => {
    expect(parseTwilioVoice(sample('voice-in'))).toEqual({
      deliveryKey: 'CA01',
      accountId: 'AC01',
      callId: 'CA01',
      from: '+16025550101',
      to: '+16025550999',
      direction: 'inbound',
      status: 'ringing',
      callerName: 'DOE P',
    });
  });

  it('is read when nobody picked up', () => {
    expect(parseTwilioDialStatus(sample('dial-status'))).toEqual({
      deliveryKey: 'CA01:dial:CA02:no-answer',
      accountId: 'AC01',
      callId: 'CA01',
      legId: 'CA02',
      from: '+16025550101',
      to: '+16025550999',
      status: 'no-answer',
      answered: false,
      durationSeconds: null,
    });
  });

  it.each([
    ['completed', true],
    ['answered', true],
    ['busy', false],
    ['failed', false],
    ['canceled', false],
    ['vanished', null],
  ])('with the ringing ended by %s has been answered: %p', (word, answered) => {
    const event = parseTwilioDialStatus({ CallSid: 'CA1', DialCallStatus: word });
    expect(event).toMatchObject({ answered, deliveryKey: `CA1:dial:${word}` });
  });

  it('is read when a leg ends', () => {
    expect(parseTwilioCallStatus(sample('call-status'))).toEqual({
      deliveryKey: 'CA02:completed',
      accountId: 'AC01',
      callId: 'CA02',
      parentCallId: 'CA01',
      from: '+16025550101',
      to: '+16025550100',
      direction: 'outbound',
      status: 'completed',
      durationSeconds: 61,
      sequence: 3,
      occurredAt: '2026-11-24T16:15:00.000Z',
    });
  });

  it('has null for a time that cannot be read', () => {
    const fields = { CallSid: 'CA1', CallStatus: 'busy', Timestamp: 'Tue, 99 Nov 2026 16:15:00' };
    expect(parseTwilioCallStatus(fields)).toMatchObject({ occurredAt: null, sequence: null });
  });

  it.each([
    [parseTwilioVoice, { From: '+1', To: '+2' }],
    [parseTwilioVoice, { CallSid: 'CA1', To: '+2' }],
    [parseTwilioDialStatus, { CallSid: 'CA1' }],
    [parseTwilioCallStatus, { CallStatus: 'busy' }],
    [parseTwilioRecording, { RecordingSid: 'RE1', RecordingStatus: 'completed' }],
    [parseTwilioRecording, { CallSid: 'CA1', RecordingStatus: 'completed' }],
  ])('is not read by %p from %j', (parse, fields) => {
    expect(() => parse(fields)).toThrow(WebhookParseError);
  });
});

describe('a recording by Twilio', () => {
  it('is read when it is ready', () => {
    expect(parseTwilioRecording(sample('recording'))).toEqual({
      deliveryKey: 'RE01:completed',
      accountId: 'AC01',
      recordingId: 'RE01',
      callId: 'CA01',
      status: 'completed',
      url: 'https://api.twilio.com/2010-04-01/Accounts/AC01/Recordings/RE01',
      durationSeconds: 61,
      channels: 2,
      startedAt: '2026-11-24T16:14:00.000Z',
    });
  });

  it('has no URL while there is none', () => {
    const fields = { RecordingSid: 'RE1', CallSid: 'CA1', RecordingStatus: 'absent' };
    expect(parseTwilioRecording(fields)).toMatchObject({ status: 'absent', url: null });
  });
});
