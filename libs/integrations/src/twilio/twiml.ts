const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

export interface VoiceAnswer {
  /** Spoken before anything is recorded; null where the company says that it needs no notice. */
  readonly notice: string | null;
  /** The company's phones, rung at once; the first to answer gets the call. */
  readonly dial: readonly string[];
  /** What those phones show; the caller's number when it is left out. */
  readonly callerId?: string;
  readonly ringSeconds: number;
  /** Receives how the ringing ended, and answers with what is to happen next. */
  readonly dialStatusUrl: string;
  /** Receives the events of each phone that rings. */
  readonly callStatusUrl: string;
  /** Receives the recording, caller and company on a channel each; null to record nothing. */
  readonly recordingUrl: string | null;
}

/** The answer that does nothing: no reply to a text, the end of a call. */
export function emptyTwiml(): string {
  return `${HEAD}<Response/>`;
}

/** Says the notice, then rings the company (https://www.twilio.com/docs/voice/twiml/dial). */
export function voiceAnswerTwiml(answer: VoiceAnswer): string {
  const dial = {
    action: answer.dialStatusUrl,
    method: 'POST',
    timeout: String(answer.ringSeconds),
    ...(answer.callerId === undefined ? {} : { callerId: answer.callerId }),
    ...(answer.recordingUrl === null
      ? {}
      : {
          record: 'record-from-answer-dual',
          recordingStatusCallback: answer.recordingUrl,
          recordingStatusCallbackMethod: 'POST',
          recordingStatusCallbackEvent: 'completed absent',
        }),
  };
  const phone = {
    statusCallback: answer.callStatusUrl,
    statusCallbackMethod: 'POST',
    statusCallbackEvent: 'initiated ringing answered completed',
  };
  const phones = answer.dial.map((number) => element('Number', phone, escape(number)));
  const say = answer.notice === null ? '' : element('Say', {}, escape(answer.notice));
  return `${HEAD}${element('Response', {}, say + element('Dial', dial, phones.join('')))}`;
}

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: string,
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
}

/** Also drops what no XML may hold: control characters and halves of surrogate pairs. */
function escape(text: string): string {
  const legal = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return Buffer.from(legal)
    .toString()
    .replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}
