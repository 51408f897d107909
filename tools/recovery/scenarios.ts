import type { Caller } from './caller';
import type { RecoveryRow } from './recovery-row';

/** A story of a missed caller, and how it has to end. */
export interface Scenario {
  readonly about: string;
  run(caller: Caller): Promise<void>;
  readonly ends: Partial<RecoveryRow>;
  readonly texts: number;
}

/** A text that was lost on its way is sent again by then, even when that happens twice. */
const A_WHILE_MS = 40 * 60_000;
const UNANSWERED = { status: 'escalated', attempts: 3, hasReplied: false } as const;

export const scenarios = {
  'no-reply': {
    about: 'nobody answers any text, and a person is asked to call back',
    run: (caller) => caller.isMissed(),
    ends: UNANSWERED,
    texts: 3,
  },
  reply: {
    about: 'the caller answers the first text',
    run: async (caller) => {
      await caller.isMissed();
      await caller.hasTexts(1);
      await caller.waits(A_WHILE_MS);
      await caller.texts('Yes please, tomorrow morning');
    },
    ends: { status: 'recovered', rescuedBy: 'otto', hasReplied: true, isBooked: false },
    texts: 1,
  },
  stop: {
    about: 'the caller wants no texts',
    run: async (caller) => {
      await caller.isMissed();
      await caller.hasTexts(1);
      await caller.waits(A_WHILE_MS);
      await caller.texts('STOP');
    },
    ends: { status: 'failed', reason: 'opted_out', isBooked: false },
    texts: 1,
  },
  'human-calls-back': {
    about: 'a person of the company reaches the caller first',
    run: async (caller) => {
      await caller.isMissed();
      await caller.hasTexts(1);
      await caller.waits(A_WHILE_MS);
      await caller.isCalledBack();
    },
    ends: { status: 'escalated', reason: 'human_takeover', isBooked: false },
    texts: 1,
  },
  booked: {
    about: 'the caller answers, calls again and books',
    run: async (caller) => {
      await caller.isMissed();
      await caller.hasTexts(1);
      await caller.waits(A_WHILE_MS);
      await caller.texts('Can I call you about the roof?');
      await caller.isSeen('recovered', ({ status }) => status === 'recovered');
      await caller.waits(A_WHILE_MS);
      await caller.books();
    },
    ends: { status: 'recovered', rescuedBy: 'otto', hasReplied: true, isBooked: true },
    texts: 1,
  },
  voicemail: {
    about: 'the caller has left a message, and answers no text',
    run: (caller) => caller.leavesVoicemail(),
    ends: UNANSWERED,
    texts: 3,
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;
export const SCENARIO_NAMES = Object.keys(scenarios) as ScenarioName[];

/** After this long no recovery is open any more. */
export const ALL_OVER_MS = 49 * 3_600_000;
