import { randomBytes, randomInt } from 'node:crypto';
import { recordingTimings } from '../recordings/timings';
import type { SimulatedCall } from './simulated-call';

export type NewCall = Pick<SimulatedCall, 'company' | 'scenario' | 'from' | 'to'> &
  Partial<Pick<SimulatedCall, 'direction' | 'outcome' | 'recordingUrlTtlMs'>> & {
    readonly now: Date;
    readonly recordingDelayMs: number;
  };

const HOUR_MS = 3_600_000;
/** How long somebody lets it ring before giving up. */
const RING_SECONDS = 22;

/** A call that has just ended: it started as long ago as its recording lasts. */
export function createCall({ now, recordingDelayMs, ...given }: NewCall): SimulatedCall {
  const call = {
    direction: 'inbound',
    outcome: 'answered',
    recordingUrlTtlMs: HOUR_MS,
    ...given,
  } as const;
  const durationSeconds =
    call.outcome === 'missed' ? RING_SECONDS : recordingTimings[call.scenario.name].durationSeconds;
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
