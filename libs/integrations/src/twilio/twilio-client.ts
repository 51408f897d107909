import type { Download } from '../http/download';
import type { PhoneCallStatus, TextStatus } from './twilio-event';

export type TextToSend = {
  /** Our id; it comes back as `mid` in the query of the status webhook. */
  readonly id: string;
  readonly to: string;
  readonly text: string;
  /** Where to tell how far it comes; nobody is told without it. */
  readonly statusUrl?: string;
} & ({ readonly from: string } | { readonly messagingServiceId: string });

export interface TwilioMessage {
  readonly messageId: string;
  readonly status: TextStatus | null;
  readonly to: string;
  readonly from: string | null;
  readonly text: string;
  readonly errorCode: string | null;
  /** ISO 8601 in UTC. */
  readonly createdAt: string | null;
}

/** Codes of Twilio that its ProviderErrors carry, with what they mean. */
export const TWILIO_CODES = {
  optedOut: '21610',
  badNumber: '21211',
  notMobile: '21614',
  wrongCredentials: '20003',
  tooManyRequests: '20429',
} as const;

export interface TwilioClient {
  /**
   * Twilio has no idempotency: after a ProviderError with isUnknownOutcome look for the text with
   * listMessages before sending it again.
   */
  sendMessage(text: TextToSend, signal?: AbortSignal): Promise<TwilioMessage>;
  /** Texts of one direction between two numbers, created since then; at most the latest 500. */
  listMessages(
    query: { readonly to: string; readonly from: string; readonly sentAfter: Date },
    signal?: AbortSignal,
  ): Promise<TwilioMessage[]>;
  /** Null when Twilio does not know it. */
  getMessage(messageId: string, signal?: AbortSignal): Promise<TwilioMessage | null>;
  /** Rings `to`; when they answer, Twilio asks `answerUrl` for TwiML. As unsafe to repeat as a text. */
  createCall(
    call: {
      readonly to: string;
      readonly from: string;
      readonly answerUrl: string;
      readonly statusUrl: string;
    },
    signal?: AbortSignal,
  ): Promise<{ readonly callId: string; readonly status: PhoneCallStatus | null }>;
  /** Whether the credentials are good; ProviderError with status 401 when they are not. */
  checkAccount(
    signal?: AbortSignal,
  ): Promise<{ readonly isActive: boolean; readonly name: string | null }>;
  /** A picture, or a recording with `.mp3` or `.wav` at its end; errors as of downloadFrom. */
  downloadMedia(
    file: { readonly url: string; readonly maxBytes: number },
    signal?: AbortSignal,
  ): Promise<Download>;
}
