import type { DomainError } from '@otto/domain';
import type { Metrics } from '@otto/observability';

/** Counts the texts that people wanted sent and that the rules of texting refused at once. */
export function countBlockedTexts(metrics: Pick<Metrics['texts'], 'ended'>) {
  return ({ code, details }: DomainError): void => {
    if (code !== 'MESSAGE_BLOCKED') return;
    metrics.ended({ writer: 'person', outcome: 'blocked', reason: String(details?.['reason']) });
  };
}
