import {
  openSpan,
  insideSpan,
  withLogContext,
  type EndedAttempt,
  type Logger,
  type OpenSpan,
} from '@otto/observability';
import type { Claims, ClaimedJob, Outcome } from './claims';
import { PermanentError } from './errors';
import type { Handlers, JobContext } from './job';
import type { JsonValue, TaskSpec } from './task';

/** A handler that ignores its signal for this long after the timeout is left behind. */
const GRACE_MS = 5_000;

export interface JobRunner {
  /**
   * Runs one claimed job until what became of this attempt is written. `onHandled` is told when the
   * handler has ended, which is before that. Never rejects.
   */
  run(job: ClaimedJob, onHandled: () => void): Promise<void>;
  /** Aborts the signals of all running handlers. */
  abortAll(reason: Error): void;
  /** The ids of jobs running now. */
  readonly running: ReadonlySet<string>;
}

interface Handled {
  readonly result: JsonValue | undefined;
  /** Whether the handler's own transaction has completed the job already. */
  readonly isCompleted: boolean;
}

type AnyHandler = (payload: unknown, job: JobContext) => Promise<JsonValue | void>;

export interface JobRunnerDeps {
  readonly tasks: readonly TaskSpec[];
  readonly handlers: Handlers;
  readonly claims: Claims;
  readonly logger: Logger;
  /** Told of every attempt that has ended, e.g. to count it. */
  readonly onEnd?: ((attempt: EndedAttempt) => void) | undefined;
}

export function createJobRunner(deps: JobRunnerDeps): JobRunner {
  const { tasks, handlers, claims, logger } = deps;
  const specs = new Map(tasks.map((task) => [task.name, task]));
  const controllers = new Map<string, AbortController>();

  async function attempt(job: ClaimedJob, controller: AbortController): Promise<Handled> {
    const spec = specs.get(job.task);
    // An older worker meets a newer producer during a deploy: retries outlast the rollout.
    if (!spec) throw new Error(`this worker does not know the task ${job.task}`);
    const payload = spec.payload.safeParse(job.payload);
    if (!payload.success) {
      throw new PermanentError(
        `the payload does not fit: ${payload.error.issues.map((i) => i.path.join('.')).join(', ')}`,
      );
    }
    let isCompleted = false;
    const handler = handlers[job.task as keyof Handlers] as AnyHandler;
    const work = handler(payload.data, {
      id: job.id,
      companyId: job.companyId,
      attempt: job.attempt,
      maxAttempts: job.maxAttempts,
      signal: controller.signal,
      completeIn: async (tx, result) => {
        await claims.completeIn(tx, job, result);
        tx.afterCommit(() => (isCompleted = true));
      },
    });
    const result = await within(spec.timeoutMs, work, controller);
    return { result: result ?? undefined, isCompleted };
  }

  async function run(
    job: ClaimedJob,
    span: OpenSpan | undefined,
    onHandled: () => void,
  ): Promise<void> {
    const controller = new AbortController();
    controllers.set(job.id, controller);
    const startedAt = performance.now();
    const seconds = () => (performance.now() - startedAt) / 1_000;
    let ended: EndedAttempt['outcome'] = 'retry';
    let failure: unknown;
    logger.info(`Task ${job.task}[${job.id}] received`, { attempt: job.attempt });
    try {
      const { result, isCompleted } = await attempt(job, controller).finally(onHandled);
      if (isCompleted || (await claims.complete(job, result))) {
        ended = 'succeeded';
        logger.info(`Task ${job.task}[${job.id}] succeeded`, { seconds: seconds().toFixed(3) });
      } else {
        ended = 'lost';
        logger.warn('the lease was lost while the job ran; another worker has it');
      }
    } catch (error) {
      failure = error;
      ended = await settleFailure(job, error instanceof Error ? error : new Error(String(error)));
    } finally {
      controllers.delete(job.id);
      span?.end({ attributes: attributesOf(job, ended), error: failure });
      deps.onEnd?.({ task: job.task, outcome: ended, seconds: seconds() });
    }
  }

  async function settleFailure(job: ClaimedJob, error: Error): Promise<'retry' | 'dead'> {
    const outcome = outcomeOf(job, specs.get(job.task), error);
    const next =
      outcome.kind === 'dead' ? 'dead' : `retry in ${Math.round(outcome.delayMs / 1_000)} s`;
    const level = outcome.kind === 'dead' ? 'error' : 'warn';
    logger[level](`Task ${job.task}[${job.id}] failed`, { attempt: job.attempt, next, error });
    try {
      await claims.fail(job, outcome);
    } catch (failure) {
      // PostgreSQL is away: the lease runs out and the attempt counts as a crash.
      logger.error('the failed attempt could not be written', { error: failure });
    }
    return outcome.kind;
  }

  return {
    run: (job, onHandled) =>
      withLogContext(
        {
          jobId: job.id,
          task: job.task,
          companyId: job.companyId ?? undefined,
          traceId: job.traceId ?? undefined,
        },
        () => {
          const span = openSpan({ name: `job ${job.task}`, kind: 'consumer', place: 'next' });
          return insideSpan(span, () => run(job, span, onHandled));
        },
      ),
    abortAll: (reason) => {
      for (const controller of controllers.values()) controller.abort(reason);
    },
    get running() {
      return new Set(controllers.keys());
    },
  };
}

const attributesOf = (job: ClaimedJob, outcome: EndedAttempt['outcome']) => ({
  'otto.job_id': job.id,
  'otto.company_id': job.companyId,
  'otto.queue': job.queue,
  'otto.attempt': job.attempt,
  'otto.outcome': outcome,
});

function outcomeOf(job: ClaimedJob, spec: TaskSpec | undefined, error: Error): Outcome {
  const isRetryable =
    !(error instanceof PermanentError) && !('isRetryable' in error && error.isRetryable === false);
  if (!isRetryable || job.attempt >= job.maxAttempts) return { kind: 'dead', error };
  const backoffMs = spec?.retry.backoff(job.attempt) ?? 30_000;
  const askedMs =
    'retryAfterMs' in error && typeof error.retryAfterMs === 'number' ? error.retryAfterMs : 0;
  return { kind: 'retry', delayMs: Math.max(backoffMs, askedMs), error };
}

/** The work's result, or an error once it has had its time and, after the signal, its grace. */
function within<T>(timeoutMs: number, work: Promise<T>, controller: AbortController): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer = setTimeout(() => {
      const error = new Error(`the task took longer than ${timeoutMs} ms`);
      controller.abort(error);
      timer = setTimeout(() => reject(error), GRACE_MS);
    }, timeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
