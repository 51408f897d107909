const UNESCAPES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

export interface DialPlan {
  /** Where how the ringing ended is to be posted. */
  readonly action: string | null;
  readonly statusCallback: string | null;
  readonly recordingStatusCallback: string | null;
  readonly records: boolean;
}

/** As much of an answer to a call as the sandbox acts upon: its first Dial. */
export function readDialPlan(twiml: string): DialPlan | null {
  const dial = /<Dial\b[^>]*>/.exec(twiml)?.[0];
  if (dial === undefined) return null;
  const record = attribute(dial, 'record');
  return {
    action: attribute(dial, 'action'),
    statusCallback: attribute(/<(?:Number|Client|Sip)\b[^>]*>/.exec(twiml)?.[0], 'statusCallback'),
    recordingStatusCallback: attribute(dial, 'recordingStatusCallback'),
    records: record !== null && record !== 'do-not-record',
  };
}

function attribute(tag: string | undefined, name: string): string | null {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag ?? '')?.[1];
  return value?.replace(/&\w+;/g, (entity) => UNESCAPES[entity] ?? entity) ?? null;
}
