import { createHmac } from 'node:crypto';
import type { SimulatedCall } from './simulated-call';

/** From where and when a call is looked at. */
export interface Seen {
  readonly sandboxUrl: string;
  readonly now: Date;
}

/** A link with a key in it that redirects to the audio, and holds for a while only. */
export function recordingUrl(call: SimulatedCall, { sandboxUrl, now }: Seen): string {
  const key = keyFor(call, (now.getTime() + call.recordingUrlTtlMs).toString(36));
  return `${sandboxUrl}/callrail/calls/${call.numericId}/recording/redirect?access_key=${key}`;
}

export function checkRecordingKey(
  call: SimulatedCall,
  key: unknown,
  now: Date,
): 'valid' | 'expired' | 'wrong' {
  const expires = typeof key === 'string' ? (key.split('_')[0] ?? '') : '';
  if (key !== keyFor(call, expires)) return 'wrong';
  return parseInt(expires, 36) > now.getTime() ? 'valid' : 'expired';
}

function keyFor({ recordingAccessKey }: SimulatedCall, expires: string): string {
  const mac = createHmac('sha256', recordingAccessKey).update(expires).digest('hex');
  return `${expires}_${mac.slice(0, 20)}`;
}
