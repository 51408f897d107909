import type { ReceiveDelivery } from '@otto/domain';
import { NO_LIMITS, type Limits } from './limits';
import { meterWebhooks } from './meter-webhooks';

const webhook = { companyId: 'org_demo', provider: 'callrail' } as Parameters<ReceiveDelivery>[0];

describe('a webhook over the limit of its company', () => {
  it.each([
    ['within', [], []],
    ['just_over', ['callrail'], ['webhooks over their limit']],
    ['over', ['callrail'], []],
  ] as const)('is taken (%s), counted, and once in the log', async (count, counted, logged) => {
    const [overLimit, warn] = [jest.fn(), jest.fn()];
    const limits: Limits = { ...NO_LIMITS, countWebhook: () => Promise.resolve(count) };
    const quiet = () => undefined;
    const logger = { debug: quiet, info: quiet, warn, error: quiet };
    const receive = meterWebhooks(() => Promise.resolve('accepted'), {
      limits,
      logger,
      metrics: { overLimit },
    });
    expect(await receive(webhook)).toBe('accepted');
    expect(overLimit.mock.calls.flat()).toEqual(counted);
    expect(warn.mock.calls.map(([message]) => message)).toEqual(logged);
  });
});
