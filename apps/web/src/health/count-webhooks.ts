import type { ReceiveDelivery, RecordRejection } from '@otto/domain';
import type { Metrics } from '@otto/observability';

interface Intake {
  readonly receive: ReceiveDelivery;
  readonly recordRejection: RecordRejection;
}

/** The intake, with every webhook counted by what became of it. */
export function countWebhooks(intake: Intake, metrics: Metrics['webhooks']): Intake {
  return {
    receive: async (delivery) => {
      const receipt = await intake.receive(delivery);
      metrics.received(delivery.provider, receipt);
      return receipt;
    },
    recordRejection: async (rejection) => {
      metrics.received(rejection.provider, 'not_genuine');
      await intake.recordRejection(rejection);
    },
  };
}
