import express, { Router, type Request, type Response } from 'express';
import type { ReceiveDelivery, Receipt, RecordRejection } from '@otto/domain';
import { withLogContext } from '@otto/observability';
import { Problem } from '../http/problem';
import { nameRoute } from '../http/request-log';
import { traceOf } from '../http/trace';
import type { Door, Inbound } from './door';
import { readFields } from './read-fields';

const MAX_BYTES = 1024 * 1024;
/** What may help to understand a delivery later; never signatures or cookies. */
const KEPT_HEADERS = ['user-agent', 'x-request-id', 'x-shunya-task-id', 'x-shunya-timestamp'];

const ANSWERS: Record<Receipt, string> = {
  accepted: 'accepted',
  ignored: 'ignored',
  duplicate: 'duplicate_ignored',
};

export interface DoorDeps {
  readonly receive: ReceiveDelivery;
  readonly recordRejection: RecordRejection;
}

/** One router for the whole table. Signatures are over raw bytes, so nothing may parse before. */
export function mountDoors(doors: readonly Door[], deps: DoorDeps): Router {
  const router = Router();
  const raw = express.raw({ type: () => true, limit: MAX_BYTES, inflate: false });
  for (const door of doors) {
    router.post([door.path, ...door.aliases], raw, (request, response) =>
      enter(door, deps, request, response),
    );
  }
  return router;
}

/** Verify, read, store with the job, answer: the work itself is the job's. */
async function enter(
  door: Door,
  deps: DoorDeps,
  request: Request,
  response: Response,
): Promise<void> {
  nameRoute(response, door.path);
  const inbound = inboundOf(request);
  const verdict = await door.verify(inbound);
  if (!verdict.isGenuine) {
    await deps.recordRejection({
      companyId: verdict.companyId,
      provider: door.provider,
      event: door.event,
      reason: verdict.reason,
      ip: request.ip,
      requestId: traceOf(response).requestId,
    });
    throw new Problem(401, 'INVALID_SIGNATURE', 'The webhook is not signed as it must be.');
  }
  const contentType = request.get('content-type') ?? 'application/json';
  const fields = readFields(inbound.rawBody, contentType);
  const reading = await door.read(fields, verdict.companyId, inbound);
  const receipt = await withLogContext({ companyId: reading.companyId ?? undefined }, () =>
    deps.receive({
      ...reading,
      provider: door.provider,
      headers: keptHeaders(request),
      body: inbound.rawBody,
      contentType,
      task: reading.companyId === null ? null : door.task,
    }),
  );
  response.json({ status: ANSWERS[receipt] });
}

function inboundOf(request: Request): Inbound {
  const { token } = request.params;
  const { t } = request.query;
  return {
    // Without a body, the parser leaves none.
    rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    token: typeof token === 'string' ? token : typeof t === 'string' ? t : undefined,
    header: (name) => request.get(name),
  };
}

function keptHeaders(request: Request): Record<string, string> {
  const present = KEPT_HEADERS.flatMap((name) => {
    const value = request.get(name);
    return value === undefined ? [] : [[name, value.slice(0, 300)] as const];
  });
  return Object.fromEntries(present);
}
