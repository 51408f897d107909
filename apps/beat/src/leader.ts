import Redlock, { type Lock } from 'redlock';
import { beginEpoch, type Sql } from '@otto/db/sql';
import type { Logger } from '@otto/observability';
import type { Redis } from '@otto/queues';

const KEY = 'otto:beat:leader';
const TTL_MS = 15_000;
const RENEW_MS = 5_000;
const RETRY_MS = 2_500;
/** The holder stops this long before its lease can have ended for the others. */
const MARGIN_MS = 2_000;

export interface Leader {
  /** The fencing token while this process leads; null otherwise. */
  epoch(): bigint | null;
  /** Gives leadership up at once, for a successor to take over. */
  resign(): Promise<void>;
}

export interface LeaderDeps {
  readonly redis: Redis;
  readonly sql: Sql;
  readonly instance: string;
  readonly logger: Logger;
  readonly onElected: () => void;
  /** Overrides the times, for specs. */
  readonly ttlMs?: number;
}

/**
 * One leader at a time by a lease in Redis. The lease only saves work: a holder that was paused
 * past its end is stopped by its own monotonic clock, and, should it write all the same, by its
 * outdated epoch in PostgreSQL.
 */
export function startLeader({
  redis,
  sql,
  instance,
  logger,
  onElected,
  ttlMs = TTL_MS,
}: LeaderDeps): Leader {
  const redlock = new Redlock([redis], {
    retryCount: 0,
    driftFactor: 0,
    automaticExtensionThreshold: 0,
  });
  redlock.on('error', () => undefined);
  let lease: Lock | undefined;
  let validUntil = 0;
  let epoch: bigint | null = null;
  let timer: NodeJS.Timeout;
  let isResigned = false;

  const isValid = () => performance.now() < validUntil;

  async function campaign(): Promise<void> {
    const startedAt = performance.now();
    const taken = await redlock.acquire([KEY], ttlMs).catch(() => undefined);
    if (!taken) return;
    const begun = await beginEpoch(sql, instance);
    lease = taken;
    validUntil = startedAt + ttlMs - MARGIN_MS;
    epoch = begun;
    logger.info('beat: leading', { epoch: String(epoch), instance });
    onElected();
  }

  async function renew(held: Lock): Promise<void> {
    const startedAt = performance.now();
    try {
      lease = await held.extend(ttlMs);
      validUntil = startedAt + ttlMs - MARGIN_MS;
    } catch (error) {
      // Redis may answer again before the lease ends; once it has ended, somebody else may lead.
      if (isValid()) return;
      logger.warn('beat: no longer leading', { epoch: String(epoch), error });
      lease = undefined;
      epoch = null;
    }
  }

  async function round(): Promise<void> {
    try {
      await (lease ? renew(lease) : campaign());
    } catch (error) {
      logger.warn('beat: the election failed', { error });
    }
    if (!isResigned)
      timer = setTimeout(
        () => void round(),
        lease ? Math.min(RENEW_MS, ttlMs / 3) : Math.min(RETRY_MS, ttlMs / 3),
      );
  }
  void round();

  return {
    epoch: () => (isValid() ? epoch : null),
    resign: async () => {
      isResigned = true;
      clearTimeout(timer);
      validUntil = 0;
      await lease?.release().catch(() => undefined);
      logger.info('beat: resigned', { instance });
    },
  };
}
