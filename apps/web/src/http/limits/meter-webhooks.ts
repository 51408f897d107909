import type { ReceiveDelivery } from '@otto/domain';
import type { Logger } from '@otto/observability';
import type { Limits } from './limits';

/**
 * Takes every verified webhook, and says so in the log when a company sends more of one provider's
 * than it may: to drop one would lose an event for good.
 */
export function meterWebhooks(
  receive: ReceiveDelivery,
  { limits, logger }: { readonly limits: Limits; readonly logger: Logger },
): ReceiveDelivery {
  const meter = async (companyId: string, provider: string): Promise<void> => {
    const count = await limits.countWebhook({ companyId, provider });
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
