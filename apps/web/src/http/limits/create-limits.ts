import type { Redis } from '@otto/queues';
import { createLimiter, type Limiter } from './limiter';
import type { Allowance, Caller, LimitedRequest, Limits, LimitSettings } from './limits';

const SHUT_OUT_SECONDS = 3_600;

/** A limit and the key that a request counts for in it. */
type Stage = [Limiter, string];

/** The limits of DOMAIN 6.1. */
export function createLimits(settings: LimitSettings, redis?: Redis): Limits {
  const limiter = (name: string, perMinute: number) => createLimiter({ name, perMinute, redis });
  const user = limiter('user', settings.userPerMinute);
  const tenant = limiter('tenant', settings.tenantPerMinute);
  const ai = limiter('ai', settings.aiPerMinute);
  const webhooks = limiter('webhook', settings.webhooksPerMinute);
  const refusals = createLimiter({
    name: 'refusal',
    perMinute: settings.refusalsPerMinute,
    shutOutSeconds: SHUT_OUT_SECONDS,
    redis,
  });
  const ofRoutes = new Map<number, Limiter>();
  const ofRoute = (perMinute: number): Limiter => {
    const known = ofRoutes.get(perMinute) ?? limiter('route', perMinute);
    ofRoutes.set(perMinute, known);
    return known;
  };

  /** Narrowest first: a user over their own limit takes nothing from that of their company. */
  const stagesOf = (
    { userId, companyId }: Caller,
    { rate, name }: LimitedRequest,
  ): [Stage, ...Stage[]] => [
    typeof rate === 'object' ? [ofRoute(rate.perMinute), `${userId}:${name}`] : [user, userId],
    ...(rate === 'ai' ? [[ai, userId] satisfies Stage] : []),
    [tenant, companyId],
  ];

  return {
    async take(caller, request) {
      const offender = `${caller.companyId}:${caller.address}`;
      const [[narrowest, ofCaller], ...wider] = stagesOf(caller, request);
      // In one round trip: what who is shut out takes from their own limit does not matter.
      const [shutOut, first] = await Promise.all([
        refusals.shutOutSeconds(offender),
        narrowest.take(ofCaller),
      ]);
      if (shutOut > 0) return { allowances: [], retryAfterSeconds: shutOut };
      let last = first;
      const allowances: Allowance[] = [first.allowance];
      for (const [stage, key] of wider) {
        if (last.isOver) break;
        last = await stage.take(key);
        allowances.push(last.allowance);
      }
      if (!last.isOver) return { allowances, retryAfterSeconds: null };
      await refusals.take(offender);
      return { allowances, retryAfterSeconds: last.allowance.resetSeconds };
    },
    async countWebhook({ companyId, provider }) {
      const { isOver, isFirstOver } = await webhooks.take(`${companyId}:${provider}`);
      if (!isOver) return 'within';
      return isFirstOver ? 'just_over' : 'over';
    },
  };
}
