import type { MessageRow } from '@otto/db';
import { TWILIO_CODES } from '@otto/integrations';
import type { SendOutcome } from './sending';

/** What became of a text that was to be sent before. */
export function outcomeOfMessage(
  message: Pick<MessageRow, 'id' | 'status' | 'errorCode'>,
): SendOutcome {
  const { id: messageId, status, errorCode } = message;
  if (status === 'sending' || status === 'unknown') return { outcome: 'unknown', messageId };
  if (status === 'failed' || status === 'held') {
    const isOptOut = errorCode === TWILIO_CODES.optedOut;
    return { outcome: 'failed', code: errorCode, isOptOut, isRetryable: status === 'held' };
  }
  return { outcome: 'sent', messageId };
}
