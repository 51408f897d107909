import { Counter, type Registry } from 'prom-client';

/** What became of a text that somebody, or Otto itself, wanted a customer to have. */
export interface EndedText {
  readonly writer: 'otto' | 'person';
  readonly outcome: 'sent' | 'blocked' | 'failed' | 'unknown';
  /** Why it was blocked; few and named by the rules of texting. */
  readonly reason?: string;
}

export function createTextMetrics(registry: Registry) {
  const registers = [registry];
  const texts = new Counter({
    name: 'otto_texts_total',
    help: 'Texts to customers by what became of them; the reason is why one was blocked.',
    labelNames: ['writer', 'outcome', 'reason'],
    registers,
  });
  const attempts = new Counter({
    name: 'otto_recovery_attempts_total',
    help: 'Attempts to win back a missed caller, by what became of their text.',
    labelNames: ['outcome'],
    registers,
  });
  return {
    ended: ({ writer, outcome, reason = '' }: EndedText) => texts.inc({ writer, outcome, reason }),
    attempted: (outcome: EndedText['outcome']) => attempts.inc({ outcome }),
  };
}
