import type { WebhookAnswer } from '../http/post-webhook';
import type { DemoCompany } from '../../local/demo-data';
import type { Scenario } from '../scenarios';

export const CALL_EVENTS = [
  'pre-call',
  'routing-complete',
  'post-call',
  'call-modified',
  'outbound-post-call',
  'outbound-call-modified',
] as const;
export type CallEvent = (typeof CALL_EVENTS)[number];

export const OUTCOMES = ['answered', 'missed', 'voicemail'] as const;

/** One call as CallRail knows it. */
export interface SimulatedCall {
  /** `CAL…`, the id of the REST API; webhooks call it resource_id. */
  readonly callId: string;
  readonly numericId: number;
  readonly company: DemoCompany;
  readonly scenario: Scenario;
  readonly direction: 'inbound' | 'outbound';
  readonly outcome: (typeof OUTCOMES)[number];
  /** The customer, whoever called whom. */
  readonly from: string;
  readonly to: string;
  readonly startedAt: Date;
  readonly durationSeconds: number;
  /** Key that the links to the recording are made with. */
  readonly recordingAccessKey: string;
  /** From when on the recording can be had. */
  readonly recordingReadyAt: Date;
  readonly recordingUrlTtlMs: number;
  readonly webhooks: PostedCallWebhook[];
}

export interface PostedCallWebhook extends WebhookAnswer {
  readonly event: CallEvent;
}
