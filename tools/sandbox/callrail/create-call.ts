import { randomBytes, randomInt } from 'node:crypto';
import type { DemoCompany } from '../../local/demo-data';
import { recordingTimings } from '../recordings/timings';
import type { Scenario } from '../scenarios';
import type { SimulatedCall } from './simulated-call';

export interface NewCall {
  readonly company: DemoCompany;
  readonly scenario: Scenario;
  readonly from: string;
  readonly to: string;
  readonly now: Date;
  readonly recordingDelayMs: number;
}

/** A call that has just ended: it started as long ago as its recording lasts. */
export function createCall({ now, recordingDelayMs, ...call }: NewCall): SimulatedCall {
  const { durationSeconds } = recordingTimings[call.scenario.name];
  return {
    ...call,
    callId: `CAL${randomBytes(16).toString('hex')}`,
    numericId: randomInt(100_000_000, 2 ** 31),
    startedAt: new Date(now.getTime() - durationSeconds * 1_000),
    durationSeconds,
    recordingAccessKey: randomBytes(10).toString('hex'),
    recordingReadyAt: new Date(now.getTime() + recordingDelayMs),
    webhooks: [],
  };
}
