import { z } from 'zod';
import { isoWithOffset } from '../scenarios/local-time';
import type { SimulatedCall } from './simulated-call';

export const listQuerySchema = z.object({
  page: z.coerce.number().int().min(1).default(1),
  per_page: z.coerce.number().int().min(1).max(250).default(100),
  start_date: z.iso
    .date()
    .or(z.iso.datetime({ offset: true, local: true }))
    .optional(),
  end_date: z.iso
    .date()
    .or(z.iso.datetime({ offset: true, local: true }))
    .optional(),
  order: z.enum(['asc', 'desc']).default('desc'),
  fields: z.string().default(''),
});
export type ListQuery = z.output<typeof listQuerySchema>;

/** One page of the calls that started within the dates, both included. */
export function listCalls(calls: readonly SimulatedCall[], query: ListQuery) {
  const wanted = calls
    .filter((call) => isWithin(call, query))
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
  if (query.order === 'desc') wanted.reverse();
  const first = (query.page - 1) * query.per_page;
  return {
    page: query.page,
    per_page: query.per_page,
    total_pages: Math.max(Math.ceil(wanted.length / query.per_page), 1),
    total_records: wanted.length,
    calls: wanted.slice(first, first + query.per_page),
  };
}

function isWithin({ startedAt, company }: SimulatedCall, { start_date, end_date }: ListQuery) {
  const local = isoWithOffset(startedAt, company.timezone);
  /** Below 0 when the call was before, 0 on the same date, above 0 after. */
  const compare = (limit: string) =>
    /(Z|[+-]\d\d:\d\d)$/.test(limit)
      ? startedAt.getTime() - Date.parse(limit)
      : local.slice(0, limit.length).localeCompare(limit);
  const isLateEnough = start_date === undefined || compare(start_date) >= 0;
  return isLateEnough && (end_date === undefined || compare(end_date) <= 0);
}
