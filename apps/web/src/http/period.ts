import { z } from 'zod';
import { FAR, isNearby } from './nearby';

const DAY_MS = 86_400_000;
const MAX_DAYS = 366;

const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true, local: true })])
  .refine(isNearby, FAR);

/** A day alone begins at its first moment in UTC; a time without a zone is in UTC. */
const start = moment.transform((value) => new Date(isDay(value) ? value : inUtc(value)));
/** The end belongs to the period, and a day alone with its last moment. */
const end = moment.transform((value) =>
  isDay(value) ? new Date(Date.parse(value) + DAY_MS - 1) : new Date(inUtc(value)),
);

/** `date_from` and `date_to` of DOMAIN 6.1. */
export const periodQuery = z.object({ dateFrom: start.optional(), dateTo: end.optional() });

/** For z.refine: the period runs forwards and is not longer than a year. */
export function isReasonablePeriod({ dateFrom, dateTo }: z.output<typeof periodQuery>): boolean {
  if (!dateFrom) return true;
  const spanMs = (dateTo ?? new Date()).getTime() - dateFrom.getTime();
  return (spanMs >= 0 || !dateTo) && spanMs <= MAX_DAYS * DAY_MS;
}

export const PERIOD_RULE = {
  path: ['dateFrom'],
  message: `must not be after date_to, nor more than ${MAX_DAYS} days before it`,
};

function isDay(value: string): boolean {
  return value.length === 10;
}

function inUtc(value: string): string {
  return /(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`;
}
