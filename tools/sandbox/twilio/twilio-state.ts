import type { DemoCompany } from '../../local/demo-data';
import type { Scenario } from '../scenarios';
import { createBlockList, type BlockList } from './block-list';

export interface TwilioText {
  readonly sid: string;
  readonly company: DemoCompany;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly direction: 'inbound' | 'outbound-api';
  readonly messagingServiceSid: string | null;
  readonly statusCallback: string | null;
  readonly createdAt: Date;
  sentAt: Date | null;
  status: string;
  errorCode: number | null;
}

export interface TwilioCall {
  readonly sid: string;
  readonly company: DemoCompany;
  readonly from: string;
  readonly to: string;
  readonly direction: 'inbound' | 'outbound-api';
  readonly createdAt: Date;
  /** Where the answer to the call says how it is to be told. */
  twiml: string;
  status: string;
}

export interface TwilioRecording {
  readonly sid: string;
  readonly company: DemoCompany;
  readonly callSid: string;
  readonly scenario: Scenario;
  readonly durationSeconds: number;
}

/** Everything that Twilio remembers, oldest first. */
export interface TwilioState {
  readonly texts: TwilioText[];
  readonly calls: TwilioCall[];
  readonly recordings: TwilioRecording[];
  readonly blockList: BlockList;
}

export function createTwilioState(): TwilioState {
  return { texts: [], calls: [], recordings: [], blockList: createBlockList() };
}
