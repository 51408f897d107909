import type { Request, RequestHandler, Response } from 'express';
import type { Database, TenantTx } from '@otto/db';
import { DomainError } from '@otto/domain';
import { withLogContext } from '@otto/observability';
import { answerOf, type Answer } from './answer';
import type { Authenticate, SignedInUser } from './authenticate';
import { handleOnce } from './idempotency/handle-once';
import { workOnce } from './idempotency/work-once';
import { writeIdOf, writeOf, type RepeatableWrite } from './idempotency/write-of';
import type { Limits } from './limits/limits';
import { takeFrom } from './limits/take-from';
import { forbidden } from './problem';
import { PROBLEM_JSON, problemBody } from './problem-body';
import { problemOf } from './problem-of';
import { readInput } from './read-input';
import { nameRoute } from './route-name';
import type { Route } from './route';
import { traceOf } from './trace';

export interface RouteDeps {
  readonly database: Database;
  readonly authenticate: Authenticate;
  readonly limits: Limits;
  /** Told of each refusal of a use case, once where it is repeated with its key. */
  readonly onRefusal?: ((refusal: DomainError) => void) | undefined;
}

/** Sign-in, limits, role, input, tenant, idempotency, use case, answer: for every route alike. */
export function serveRoute(route: Route, deps: RouteDeps): RequestHandler {
  return async (request, response) => {
    nameRoute(response, route.path);
    const user = await deps.authenticate(request.get('authorization'));
    await takeFrom(deps.limits, { route, user, request, response });
    if (!route.roles.includes(user.role)) throw forbidden();
    const write = writeOf(route, request, user.id);
    const answer = await withLogContext({ companyId: user.companyId }, () =>
      route.handle
        ? handled(route, deps, { user, write, request, response })
        : worked(route, deps, { user, write, request, response }),
    );
    send(response, answer);
  };
}

interface Call {
  readonly user: SignedInUser;
  readonly write: RepeatableWrite | null;
  readonly request: Request;
  readonly response: Response;
}

async function handled(route: Route, deps: RouteDeps, call: Call): Promise<Answer> {
  const { user, write, request, response } = call;
  const input = { user, ...readInput(route, request) };
  let refused: unknown;
  const handle = async (tx: TenantTx) => {
    try {
      return answerOf(route, await route.handle?.({ tx, ...input }), traceOf(response).requestId);
    } catch (error) {
      refused = error;
      throw error;
    }
  };
  try {
    return await deps.database.withTenant(user.companyId, (tx) =>
      write ? handleOnce(tx, write, { handle, refusal: refusalIn(call) }) : handle(tx),
    );
  } finally {
    if (refused instanceof DomainError) {
      deps.onRefusal?.(refused);
      if (refused.note) await deps.database.withTenant(user.companyId, refused.note);
    }
  }
}

async function worked(route: Route, deps: RouteDeps, call: Call): Promise<Answer> {
  const { user, write, request, response } = call;
  const input = { user, writeId: writeIdOf(user.companyId, write), ...readInput(route, request) };
  const work = async () => answerOf(route, await route.work?.(input), traceOf(response).requestId);
  if (!write) return work();
  return workOnce({ database: deps.database, companyId: user.companyId }, write, {
    work,
    refusal: refusalIn(call),
  });
}

/** What the caller did wrong stays wrong when it is repeated; our own failures may pass. */
function refusalIn({ request, response }: Call) {
  return (error: unknown): Answer | null => {
    const problem = problemOf(error);
    if (problem.status >= 500) return null;
    const body = problemBody(problem, request.originalUrl, traceOf(response));
    return { status: problem.status, text: JSON.stringify(body) };
  };
}

function send(response: Response, { status, text, isReplay }: Answer): void {
  if (isReplay) response.set('Idempotent-Replay', 'true');
  response
    .status(status)
    .type(status < 400 ? 'application/json' : PROBLEM_JSON)
    .send(text);
}
