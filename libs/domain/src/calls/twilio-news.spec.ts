import { readFileSync } from 'node:fs';
import path from 'node:path';
import { progressAfter, type CallProgress } from './call-progress';
import { twilioNews } from './twilio-news';

const START = Date.parse('2026-11-24T16:14:00Z');
const samples = path.join(__dirname, '../../../integrations/src/twilio/samples');

interface Event {
  readonly event: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Seconds after the start at which the webhook came. */
  readonly at: number;
}

const inbound = { CallSid: 'CA01', Direction: 'inbound', From: '+16025550101', To: '+16025550999' };
const leg = { CallSid: 'CA02', ParentCallSid: 'CA01', Direction: 'outbound-dial' };
const voice = { event: 'voice', fields: { ...inbound, CallStatus: 'ringing' }, at: 0 };
const legEvent = (CallStatus: string, at: number, more = {}): Event => ({
  event: 'call-status',
  fields: { ...leg, CallStatus, ...more },
  at,
});
const dial = (DialCallStatus: string, at: number, more = {}): Event => ({
  event: 'dial-status',
  fields: { ...inbound, DialCallStatus, ...more },
  at,
});
const hangUp: Event = {
  event: 'call-status',
  fields: { ...inbound, CallStatus: 'completed', CallDuration: '80' },
  at: 81,
};

const after = (events: readonly Event[]): CallProgress | null =>
  events.reduce<CallProgress | null>((current, { event, fields, at }) => {
    const body = Buffer.from(new URLSearchParams(fields).toString());
    const news = twilioNews(event, body, new Date(START + at * 1_000));
    return news === null ? current : progressAfter(current, news.newsFor(current));
  }, null);

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

describe('news of Twilio', () => {
  it('comes to the same answered call in every order', () => {
    const events = [
      voice,
      legEvent('in-progress', 10),
      legEvent('completed', 71, { CallDuration: '61' }),
      dial('completed', 72, { DialCallDuration: '61' }),
      hangUp,
    ];
    for (const order of permutations(events)) {
      expect(after(order)).toEqual({
        status: 'completed',
        startedAt: new Date(START),
        durationSeconds: 61,
        endedAt: new Date(START + 61_000),
      });
    }
  });

  it('comes to completed in every order when only the phone tells that it was taken', () => {
    for (const order of permutations([voice, legEvent('in-progress', 10), hangUp])) {
      expect(after(order)).toMatchObject({ status: 'completed' });
    }
  });

  it.each(['busy', 'no-answer', 'failed', 'canceled'])(
    'takes ringing that ended %s for a missed call in every order',
    (status) => {
      for (const order of permutations([voice, legEvent('ringing', 5), dial(status, 25), hangUp])) {
        expect(after(order)).toMatchObject({ status: 'missed', durationSeconds: null });
      }
    },
  );

  it('takes no phone that was rung in vain for a missed call while another may answer', () => {
    expect(after([voice, legEvent('canceled', 9)])).toMatchObject({ status: 'incoming' });
  });

  it('takes a caller who hung up before anybody answered for a missed call', () => {
    expect(after([voice, legEvent('ringing', 5), hangUp])).toMatchObject({ status: 'missed' });
  });

  it('reads the samples of Twilio as news of the caller’s call', () => {
    const read = (name: string, event: string) =>
      twilioNews(event, readFileSync(path.join(samples, `${name}.form.txt`)), new Date(START));
    const sampled = [
      read('voice-in', 'voice'),
      read('dial-status', 'dial-status'),
      read('call-status', 'call-status'),
      read('recording', 'recording'),
    ];
    expect(sampled.map((news) => news?.providerCallIds)).toEqual(Array(4).fill(['CA01']));
    expect(sampled[3]?.recordingUrl).toMatch(/Recordings\/RE01\.mp3$/);
    expect(read('sms-in', 'sms')).toBeNull();
  });
});
