import { createHash } from 'node:crypto';
import express, { Router, type Request } from 'express';
import type { ReceiveDelivery, Receipt, RecordRejection } from '@otto/domain';
import { WebhookParseError } from '@otto/integrations';
import { withLogContext } from '@otto/observability';
import { Problem } from '../http/problem';
import { named } from '../http/route-name';
import { traceOf } from '../http/trace';
import type { Door, Inbound, Reading } from './door';
import { inTime } from './in-time';
import { keyOf } from './key-of';
import { readFields } from './read-fields';

const MAX_BYTES = 1024 * 1024;
const MAX_HEADER = 300;
const ANSWER_WITHIN_MS = 10_000;
/** Says what `status` says where the answer is TwiML. */
const RECEIPT_HEADER = 'X-Otto-Receipt';
/** What may help to understand a delivery later; never signatures or cookies. */
const KEPT_HEADERS = [
  'user-agent',
  'x-request-id',
  'x-shunya-task-id',
  'x-shunya-timestamp',
  'x-uwc-timestamp',
  'svix-id',
  'i-twilio-idempotency-token',
];

export interface DoorDeps {
  readonly receive: ReceiveDelivery;
  readonly recordRejection: RecordRejection;
  /** Providers hang up after 15 s; what is not stored by then is answered 503. */
  readonly answerWithinMs?: number | undefined;
}

/** One router for the whole table. Signatures are over raw bytes, so nothing may parse before. */
export function mountDoors(doors: readonly Door[], deps: DoorDeps): Router {
  const { answerWithinMs = ANSWER_WITHIN_MS } = deps;
  const router = Router();
  const raw = express.raw({ type: () => true, limit: MAX_BYTES, inflate: false });
  for (const door of doors) {
    router.post([door.path, ...door.aliases], named(door.path), raw, async (request, response) => {
      const { requestId } = traceOf(response);
      const { status, twiml } = await inTime(answerWithinMs, enter(door, deps, request, requestId));
      response.set(RECEIPT_HEADER, status);
      if (twiml === undefined) response.json({ status });
      else response.type('text/xml').send(twiml);
    });
  }
  return router;
}

interface Answer {
  readonly status: string;
  readonly twiml: string | undefined;
}

/** Verify, read, store with the job, answer: the work itself is the job's. */
async function enter(
  door: Door,
  deps: DoorDeps,
  request: Request,
  requestId: string,
): Promise<Answer> {
  const inbound = inboundOf(request);
  const verdict = await door.verify(inbound);
  if (!verdict.isGenuine) {
    await deps.recordRejection({
      companyId: verdict.companyId,
      provider: door.provider,
      event: door.event,
      reason: verdict.reason,
      ip: request.ip,
      requestId,
    });
    throw new Problem(401, 'INVALID_SIGNATURE', 'The webhook is not signed as it must be.');
  }
  const contentType = (request.get('content-type') ?? 'application/json').slice(0, MAX_HEADER);
  const asItCame = {
    provider: door.provider,
    headers: keptHeaders(request),
    body: inbound.rawBody,
    contentType,
  };
  const { companyId } = verdict;
  const reading = await read(door, inbound, { companyId, contentType }).catch(
    async (error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      await deps.receive({
        ...asItCame,
        ...rejectionOf(door, companyId, inbound),
        task: null,
        rejectedFor: error.message,
      });
      throw error;
    },
  );
  const { twiml, ...said } = reading;
  const receipt = await withLogContext({ companyId: said.companyId ?? undefined }, () =>
    deps.receive({ ...asItCame, ...said, task: said.isOurs ? door.task : null }),
  );
  return { status: statusOf(receipt), twiml };
}

interface Genuine {
  readonly companyId: string | null;
  readonly contentType: string;
}

async function read(door: Door, inbound: Inbound, genuine: Genuine): Promise<Reading> {
  const fields = readFields(inbound.rawBody, genuine.contentType);
  try {
    return await door.read(fields, genuine.companyId, inbound);
  } catch (error) {
    if (!(error instanceof WebhookParseError)) throw error;
    throw new Problem(400, 'BAD_REQUEST', `The webhook cannot be used: ${error.problem}.`);
  }
}

/** What is genuine but makes no sense is kept to be looked at; the same again is the same row. */
function rejectionOf({ event }: Door, companyId: string | null, { rawBody }: Inbound) {
  const hash = createHash('sha256').update(rawBody).digest('hex');
  return { event, companyId, deliveryKey: keyOf('rejected', companyId, event, hash) };
}

function statusOf(receipt: Receipt): string {
  if (receipt === 'foreign') {
    throw new Problem(403, 'FORBIDDEN', 'The conversation belongs to another company.');
  }
  return receipt === 'duplicate' ? 'duplicate_ignored' : receipt;
}

function inboundOf(request: Request): Inbound {
  const { token } = request.params;
  const { t } = request.query;
  return {
    // Without a body, the parser leaves none.
    rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    target: request.originalUrl,
    token: typeof token === 'string' ? token : typeof t === 'string' ? t : undefined,
    header: (name) => request.get(name),
  };
}

function keptHeaders(request: Request): Record<string, string> {
  const present = KEPT_HEADERS.flatMap((name) => {
    const value = request.get(name);
    return value === undefined ? [] : [[name, value.slice(0, MAX_HEADER)] as const];
  });
  // Our id of a text, which Otto put into the URL that it gave the provider.
  const { mid } = request.query;
  const ours = typeof mid === 'string' ? { 'x-otto-mid': mid.slice(0, MAX_HEADER) } : {};
  return { ...Object.fromEntries(present), ...ours };
}
