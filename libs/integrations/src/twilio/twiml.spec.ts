import { emptyTwiml, voiceAnswerTwiml, type VoiceAnswer } from './twiml';

const answer: VoiceAnswer = {
  notice: 'This call is recorded.',
  dial: ['+16025550100'],
  ringSeconds: 20,
  dialStatusUrl: 'https://web.example/dial?t=1&x=2',
  callStatusUrl: 'https://web.example/status',
  recordingUrl: 'https://web.example/recording',
};

describe('TwiML', () => {
  it('does nothing when it is empty', () => {
    expect(emptyTwiml()).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>');
  });

  it('gives the notice, then rings and records both sides', () => {
    expect(voiceAnswerTwiml(answer)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Response><Say>This call is recorded.</Say>' +
        '<Dial action="https://web.example/dial?t=1&amp;x=2" method="POST" timeout="20"' +
        ' record="record-from-answer-dual"' +
        ' recordingStatusCallback="https://web.example/recording"' +
        ' recordingStatusCallbackMethod="POST" recordingStatusCallbackEvent="completed absent">' +
        '<Number statusCallback="https://web.example/status" statusCallbackMethod="POST"' +
        ' statusCallbackEvent="initiated ringing answered completed">+16025550100</Number>' +
        '</Dial></Response>',
    );
  });

  it('records nothing, and says nothing of it, where it is told so', () => {
    const twiml = voiceAnswerTwiml({ ...answer, notice: null, recordingUrl: null });
    expect(twiml).not.toMatch(/record|<Say>/i);
  });

  it('rings several phones at once and shows the number it is given', () => {
    const dial = ['+16025550100', '+16025550102'];
    const twiml = voiceAnswerTwiml({ ...answer, dial, callerId: '+16025550999' });
    expect(twiml.match(/<Number /g)).toHaveLength(2);
    expect(twiml).toContain(' callerId="+16025550999"');
  });

  it('lets no text out of its place', () => {
    const notice = '</Say><Hangup/> "Tom & \'Ann\'" \u0000\u000b\ud800';
    const twiml = voiceAnswerTwiml({ ...answer, notice, dialStatusUrl: 'x" y="' });
    expect(twiml).toContain(
      '<Say>&lt;/Say&gt;&lt;Hangup/&gt; &quot;Tom &amp; &apos;Ann&apos;&quot; \ufffd</Say>',
    );
    expect(twiml).toContain('action="x&quot; y=&quot;"');
  });
});
