import { json, Router, type RequestHandler } from 'express';
import { z } from 'zod';
import { insertAuditEntry } from '@otto/db';
import { viewBeat, type SqlPool } from '@otto/db/sql';
import {
  cancelJobs,
  countJobs,
  discardJobs,
  findJob,
  JOB_STATUSES,
  listJobs,
  retryJobs,
  runSchedule,
  type Enqueuer,
  type HandOver,
  type JobSelection,
} from '@otto/queues';
import { toSnakeCase } from '../http/case';
import { isOperator } from '../http/is-operator';
import { notFound, unauthorized } from '../http/problem';
import { invalid } from '../http/read-input';
import { named } from '../http/route-name';
import { traceOf } from '../http/trace';

export interface OpsDeps {
  readonly sql: SqlPool;
  readonly jobs: Enqueuer;
  readonly handOver: HandOver;
  /** Bearer of the platform's managers; without it there is nothing here. */
  readonly token: string | undefined;
}

const selection = z.strictObject({
  state: z.enum(JOB_STATUSES).optional(),
  task: z.string().max(100).optional(),
  queue: z.string().max(20).optional(),
  company: z.string().max(100).optional(),
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(10_000).optional(),
});
const changes = z.enum(['retry', 'discard', 'cancel']);

const selectionOf = (input: unknown): JobSelection => {
  const parsed = selection.safeParse(input);
  if (!parsed.success) throw invalid(parsed.error);
  const { company, ...rest } = parsed.data;
  return { ...rest, companyId: company };
};

/** `/internal/ops`: jobs and schedules for those who run the platform, across tenants. */
export function createOpsRouter(deps: OpsDeps): Router {
  const { sql, jobs } = deps;
  const router = Router().use(named(''), authorize(deps.token), json({ limit: '16kb' }));
  router.get('/jobs', named('/jobs'), async (request, response) => {
    response.json({
      success: true,
      data: toSnakeCase(await listJobs(sql, selectionOf(request.query))),
    });
  });
  router.get('/jobs/counts', named('/jobs/counts'), async (_request, response) => {
    response.json({ success: true, data: toSnakeCase(await countJobs(sql)) });
  });
  router.get('/jobs/:id', named('/jobs/:id'), async (request, response) => {
    const job = await findJob(sql, idOf(request.params.id));
    if (!job) throw notFound();
    response.json({ success: true, data: toSnakeCase(job) });
  });
  router.post('/jobs/:change', named('/jobs/:change'), async (request, response) => {
    const change = changes.safeParse(request.params.change);
    if (!change.success) throw notFound();
    const ids = await changeJobs(deps, change.data, selectionOf(request.body));
    await audit(change.data, null, ids, traceOf(response).requestId);
    response.json({ success: true, data: { ids } });
  });
  router.post('/jobs/:id/:change', named('/jobs/:id/:change'), async (request, response) => {
    const change = changes.safeParse(request.params.change);
    if (!change.success) throw notFound();
    const id = idOf(request.params.id);
    const ids = await changeJobs(deps, change.data, { id });
    if (ids.length === 0) throw notFound();
    await audit(change.data, id, ids, traceOf(response).requestId);
    response.json({ success: true, data: { ids } });
  });
  router.get('/schedules', named('/schedules'), async (_request, response) => {
    response.json({ success: true, data: toSnakeCase(await viewBeat(sql)) });
  });
  router.post('/schedules/:id/run', named('/schedules/:id/run'), async (request, response) => {
    const jobId = await sql.transaction((tx) => runSchedule(tx, jobs, request.params.id));
    if (!jobId) throw notFound();
    await audit('run', request.params.id, [jobId], traceOf(response).requestId);
    response.status(202).json({ success: true, data: { job_id: jobId } });
  });
  return router;

  async function audit(action: string, id: string | null, ids: string[], requestId: string) {
    await insertAuditEntry(sql, {
      companyId: null,
      action: `ops_${action}`,
      resourceType: action === 'run' ? 'schedule' : 'job',
      ...(id === null ? {} : { resourceId: id }),
      context: { jobs: ids.length, first: ids.slice(0, 50) },
      requestId,
    });
  }
}

function changeJobs(
  { sql, handOver }: OpsDeps,
  change: z.output<typeof changes>,
  chosen: JobSelection,
): Promise<string[]> {
  if (change === 'retry') return sql.transaction((tx) => retryJobs(tx, handOver, chosen));
  return change === 'discard' ? discardJobs(sql, chosen) : cancelJobs(sql, chosen);
}

function idOf(text: string): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw notFound();
  return id.data;
}

/** Without a configured token everything here is not found, as if it did not exist. */
function authorize(token: string | undefined): RequestHandler {
  return (request, _response, next) => {
    if (token === undefined) return next(notFound());
    if (isOperator(request, token)) return next();
    return next(unauthorized('INVALID_TOKEN', 'This needs the operators’ token.'));
  };
}
