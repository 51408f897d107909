import type { ShunyaConfig } from '@otto/config';
import type { DraftWriter } from '@otto/domain';
import { createHttpClient, createShunyaClient } from '@otto/integrations';
import type { Logger, Metrics } from '@otto/observability';

/** Of one attempt; the use case bounds them all together. */
const TIMEOUT_MS = 20_000;

/** Shunya, as far as web asks it. */
export function connectDraftWriter(
  config: ShunyaConfig,
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Pick<Metrics, 'providers'> },
): DraftWriter {
  return createShunyaClient({
    ...config,
    jwtSecret: config.jwtSecret?.reveal(),
    apiKey: config.apiKey?.reveal(),
    http: createHttpClient({
      vendor: 'shunya',
      timeoutMs: TIMEOUT_MS,
      logger,
      onCall: metrics.providers.called,
      onBreaker: metrics.providers.breaker,
    }),
    logger,
  });
}
