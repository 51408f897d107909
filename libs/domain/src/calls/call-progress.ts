export type CallStatus = 'incoming' | 'answered' | 'missed' | 'completed' | 'failed';

/** What an event is called on its way in; the older names mean the same. */
export type CallStage = 'ringing' | 'routed' | 'ended' | 'modified';

const STAGES: Readonly<Record<string, CallStage>> = {
  'pre-call': 'ringing',
  'call.incoming': 'ringing',
  'routing-complete': 'routed',
  'call.answered': 'routed',
  'call.missed': 'routed',
  'post-call': 'ended',
  'outbound-post-call': 'ended',
  'call.completed': 'ended',
  'call-complete': 'ended',
  'call-modified': 'modified',
  'outbound-call-modified': 'modified',
};

/** Null for an event that is none of a call's. */
export function stageOf(event: string): CallStage | null {
  return STAGES[event] ?? null;
}

/** How far a call has come, as far as Otto knows. */
export interface CallProgress {
  readonly status: CallStatus;
  /** Known from the moment that the call is known to be over. */
  readonly endedAt: Date | null;
  readonly startedAt: Date;
  readonly durationSeconds: number | null;
}

export interface CallNews {
  readonly stage: CallStage;
  readonly answered: boolean | null;
  readonly startedAt: Date | null;
  readonly durationSeconds: number | null;
  readonly receivedAt: Date;
}

/**
 * The call after one more event; null stands for a call that was not known. The result is the same
 * in whatever order, and however often, the events of a call come: what is known for certain about
 * the end of a call outranks what routing said, and that a person answered outranks that none did.
 */
export function progressAfter(current: CallProgress | null, news: CallNews): CallProgress {
  const told = progressOf(news);
  if (current === null) return told;
  const durationSeconds = larger(current.durationSeconds, told.durationSeconds);
  const startedAt = earlier(current.startedAt, told.startedAt);
  const ends = [current.endedAt, told.endedAt].filter((end) => end !== null);
  return {
    status: rank(told) > rank(current) ? told.status : current.status,
    startedAt,
    durationSeconds,
    endedAt: ends.length > 0 ? endOf(startedAt, durationSeconds, ends) : null,
  };
}

function progressOf(news: CallNews): CallProgress {
  const { stage, receivedAt } = news;
  const isEnd = stage === 'ended' || (stage === 'modified' && isOverAndAnswered(news));
  // Before and during the call `answered` and `duration` are defaults.
  const durationSeconds = stage === 'ended' || stage === 'modified' ? news.durationSeconds : null;
  const startedAt = news.startedAt ?? receivedAt;
  return {
    status: statusOf(news),
    startedAt,
    durationSeconds,
    endedAt: isEnd ? endOf(startedAt, durationSeconds, [receivedAt]) : null,
  };
}

function statusOf(news: CallNews): CallStatus {
  const { stage, answered } = news;
  if (stage === 'ringing') return 'incoming';
  if (stage === 'routed') return answered === null ? 'incoming' : answered ? 'answered' : 'missed';
  if (stage === 'modified') return isOverAndAnswered(news) ? 'completed' : 'incoming';
  return answered === false ? 'missed' : 'completed';
}

/** A tag set while the phone still rings modifies a call too, so a no is no fact there. */
function isOverAndAnswered({ answered, durationSeconds }: CallNews): boolean {
  return answered === true && (durationSeconds ?? 0) > 0;
}

/** incoming < missed or answered in routing < missed at the end < completed. */
function rank({ status, endedAt }: CallProgress): number {
  if (status === 'completed') return 4;
  if (status === 'missed') return endedAt === null ? 1 : 3;
  return status === 'answered' ? 2 : 0;
}

/** Start and length tell the end; without a length it is no later than the first news of it. */
function endOf(startedAt: Date, durationSeconds: number | null, news: readonly Date[]): Date {
  if (durationSeconds !== null) return new Date(startedAt.getTime() + durationSeconds * 1_000);
  return news.reduce(earlier);
}

function larger(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function earlier(a: Date, b: Date): Date {
  return a.getTime() <= b.getTime() ? a : b;
}
