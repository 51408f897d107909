import { setTimeout as delay } from 'node:timers/promises';
import type { DemoCompany } from '../local/demo-data';
import type { Stage } from '../stage/create-stage';
import type { Sleep } from '../stage/simulated-time';
import { findRecoveries, type RecoveryRow } from './recovery-row';

/** Somebody who calls a company, and what happens to them there. */
export interface Caller {
  readonly phone: string;
  /** Calls the number at Twilio, and nobody answers. */
  isMissed(): Promise<void>;
  /** Calls the number at CallRail, and speaks to the machine. */
  leavesVoicemail(): Promise<void>;
  texts(body: string): Promise<void>;
  /** A person of the company calls the caller, and they speak. */
  isCalledBack(): Promise<void>;
  /** Calls again, is answered, and books. */
  books(): Promise<void>;
  /** Lets some of the story's time pass. */
  readonly waits: Sleep;
  /** Waits for so many texts of Otto's. */
  hasTexts(count: number): Promise<void>;
  recovery(): Promise<RecoveryRow | null>;
  /** Waits until the recovery is like that, and lets minutes of the story's time pass where it has to. */
  isSeen(as: string, check: (recovery: RecoveryRow) => boolean): Promise<RecoveryRow>;
}

export interface CallerOptions {
  readonly stage: Stage;
  readonly company: DemoCompany;
  readonly phone: string;
  /** Extra copies of each webhook. */
  readonly duplicates: number;
  readonly sleep: Sleep;
}

const LOOK_MS = 100;
/** After so long in the machine's time the services wait for the story's. */
const PATIENCE_MS = 10_000;
const MINUTE_MS = 60_000;
const MOST_MINUTES = 30;

export function createCaller({ stage, company, phone, duplicates, sleep }: CallerOptions): Caller {
  const common = { companyId: company.id, from: phone, duplicates };
  const tell = async (event: string, more: object = {}) => {
    await stage.simulate(event, { ...common, ...more });
  };
  const recovery = async () => (await findRecoveries(stage.sql, phone)).at(-1) ?? null;
  const lookFor = async (
    check: (recovery: RecoveryRow) => boolean,
  ): Promise<RecoveryRow | null> => {
    for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline;) {
      const row = await recovery();
      if (row && check(row)) return row;
      await delay(LOOK_MS);
    }
    return null;
  };
  const isSeen: Caller['isSeen'] = async (as, check) => {
    for (let minutes = 0; minutes < MOST_MINUTES; minutes += 1) {
      const row = await lookFor(check);
      if (row) return row;
      await sleep(MINUTE_MS);
    }
    const { status, reason, attempts, nextAttemptAt } = (await recovery()) ?? {};
    const is = JSON.stringify({ status, reason, attempts, nextAttemptAt });
    throw new Error(`the recovery is not ${as} after ${MOST_MINUTES} minutes, but ${is}`);
  };
  return {
    phone,
    isMissed: () => tell('missed-call', { provider: 'twilio' }),
    leavesVoicemail: () =>
      tell('missed-call', { provider: 'callrail', voicemail: true, scenario: 'unbooked' }),
    texts: (body) => tell('sms', { body }),
    isCalledBack: () => tell('outbound-call', { scenario: 'unbooked' }),
    books: async () => {
      stage.sandbox.simulateCall({ ...common, scenario: 'booked' });
      await isSeen('booked', ({ isBooked }) => isBooked);
    },
    waits: sleep,
    hasTexts: async (count) => {
      await isSeen(`texted ${count} times`, ({ attempts }) => attempts >= count);
    },
    recovery,
    isSeen,
  };
}
