export interface Figures {
  readonly sockets: number;
  readonly tenants: number;
  readonly events: number;
  /** From the call of publish to the message at the socket, in ms. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Messages that came and were to come. */
  readonly received: number;
  readonly expected: number;
  /** Resident memory of the web service in MB, without sockets and with them. */
  readonly idleMb: number;
  readonly busyMb: number;
  readonly kbPerSocket: number;
}

const P99_MS = 250;
const KB_PER_SOCKET = 60;

export interface JudgedGoal {
  readonly goal: string;
  readonly limit: string;
  readonly value: number;
  readonly isMet: boolean;
}

/** What the sockets are held to; an event that one of them never got is a goal missed. */
export function judgeGoals({ p99Ms, kbPerSocket, received, expected }: Figures): JudgedGoal[] {
  return [
    {
      goal: 'event to every socket of its tenant, p99 in ms',
      limit: `at most ${P99_MS}`,
      value: p99Ms,
      isMet: p99Ms <= P99_MS,
    },
    {
      goal: 'memory of a socket in KB',
      limit: `at most ${KB_PER_SOCKET}`,
      value: kbPerSocket,
      isMet: kbPerSocket <= KB_PER_SOCKET,
    },
    {
      goal: 'messages that came',
      limit: `all ${expected}`,
      value: received,
      isMet: received === expected,
    },
  ];
}

export const allMet = (goals: readonly JudgedGoal[]): boolean => goals.every(({ isMet }) => isMet);
