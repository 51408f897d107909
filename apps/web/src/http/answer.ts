import { toSnakeCase } from './case';
import { Reply, reply } from './reply';
import type { Route } from './route';

/** What goes out, ready to be sent or stored. */
export interface Answer {
  readonly status: number;
  /** JSON. */
  readonly text: string;
  /** Whether it had been given before, to the same Idempotency-Key. */
  readonly isReplay?: boolean;
}

const API_VERSION = '1';

/** Puts what a use case said into the envelope of DOMAIN 6.1, in names of the outside. */
export function answerOf(route: Route, said: unknown, requestId: string): Answer {
  const { data, extra } = said instanceof Reply ? (said as Reply<unknown>) : reply(said, {});
  const status = extra.status ?? route.status ?? 200;
  if (status !== (route.status ?? 200) && !route.otherStatuses?.includes(status)) {
    throw new Error(`${route.method} ${route.path} does not declare that it answers ${status}`);
  }
  const meta = { request_id: requestId, timestamp: new Date().toISOString(), version: API_VERSION };
  const body = {
    success: true,
    ...enveloped(route, checked(route, data), meta),
    ...(extra.message === undefined ? {} : { message: extra.message }),
  };
  return { status, text: JSON.stringify(body) };
}

interface PageData {
  readonly items: readonly unknown[];
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
}

function enveloped(route: Route, data: unknown, meta: object): object {
  if (route.envelope !== 'page') return { data: toSnakeCase(data), meta };
  const { items, page, pageSize, total } = data as PageData;
  const totalPages = Math.ceil(total / pageSize);
  return {
    items: toSnakeCase(items),
    meta: {
      total,
      page,
      page_size: pageSize,
      total_pages: totalPages,
      has_next: page < totalPages,
      has_prev: page > 1,
      ...meta,
    },
  };
}

/** A wrong answer is our mistake: it must not look like the caller's. */
function checked(route: Route, data: unknown): unknown {
  const parsed = route.answer.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new Error(`${route.method} ${route.path} answers what its schema does not allow`, {
    cause: new Error(parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')),
  });
}
