import type { Stage } from '../stage/create-stage';
import { findRecoveries, type RecoveryRow } from './recovery-row';

/** Something new about a caller. */
export interface Moment {
  readonly at: Date;
  readonly event: string;
  readonly state: string;
  /** How many texts have gone out by then. */
  readonly texts: number;
}

interface LoggedEvent {
  readonly id: string;
  readonly at: Date;
  readonly event: string;
}

const NEWS = `
  select id::text, at, event_type as event from event_log
  where contact_card_id = $1::uuid and not id::text = any($2) order by at`;

/** Answers what is new since the last look, oldest first. */
export function createTimeline(stage: Stage, phone: string): () => Promise<Moment[]> {
  const seen: string[] = [];
  let texts = 0;
  let plan = '';

  const newsOf = async (recovery: RecoveryRow): Promise<Moment[]> => {
    const rows = await stage.sql.query<LoggedEvent>(NEWS, [recovery.contactCardId, seen]);
    seen.push(...rows.map(({ id }) => id));
    return rows.map(({ at, event }) => ({ at, event, state: recovery.status, texts }));
  };
  const newTexts = (recovery: RecoveryRow): Moment[] => {
    const sent = stage.texted(phone).slice(texts);
    return sent.map(({ at }) => {
      texts += 1;
      return { at: new Date(at), event: `text ${texts} is out`, state: recovery.status, texts };
    });
  };
  const newPlan = ({ status, reason, nextAttemptAt: next }: RecoveryRow): Moment[] => {
    const isWaiting = next !== null && next > stage.now();
    const event = isWaiting ? `waits until ${next.toISOString().slice(0, 16)}Z` : (reason ?? '');
    const said = `${status} ${event}`;
    if (said === plan || event === '') return [];
    plan = said;
    return [{ at: stage.now(), event, state: status, texts }];
  };

  return async () => {
    const recovery = (await findRecoveries(stage.sql, phone)).at(-1);
    if (!recovery) return [];
    const before = texts;
    const found = [...newTexts(recovery), ...(await newsOf(recovery))];
    found.sort((a, b) => a.at.getTime() - b.at.getTime());
    let count = before;
    const counted = found.map((moment) => {
      if (moment.event.startsWith('text ')) count += 1;
      return { ...moment, texts: count };
    });
    return [...counted, ...newPlan(recovery)];
  };
}

/** `+12125550123` as `+1212•••••23`: enough to know it again, too little to call it. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 5)}${'•'.repeat(phone.length - 7)}${phone.slice(-2)}`;
}
