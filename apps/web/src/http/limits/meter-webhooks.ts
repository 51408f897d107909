import type { ReceiveDelivery } from '@otto/domain';
import type { Logger, Metrics } from '@otto/observability';
import type { Limits } from './limits';

export interface MeterDeps {
  readonly limits: Limits;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics['webhooks'], 'overLimit'>;
}

/**
 * Takes every verified webhook, and counts those with which a company sends more of one provider's
 * than it may: to drop one would lose an event for good.
 */
export function meterWebhooks(
  receive: ReceiveDelivery,
  { limits, logger, metrics }: MeterDeps,
): ReceiveDelivery {
  const meter = async (companyId: string, provider: string): Promise<void> => {
    const count = await limits.countWebhook({ companyId, provider });
    if (count !== 'within') metrics.overLimit(provider);
    if (count === 'just_over') logger.warn('webhooks over their limit', { companyId, provider });
  };
  return (delivery) => {
    const { companyId, provider } = delivery;
    if (companyId !== null) {
      meter(companyId, provider).catch((error: unknown) =>
        logger.warn('webhooks are not counted', { error }),
      );
    }
    return receive(delivery);
  };
}
