import { z } from 'zod';

/** A moment; travels as ISO 8601 in UTC. */
export const instant = z.date();
export const text = z.string().nullable();
export const number = z.number().nullable();
/** JSON whose shape is the vendor's or the writer's own. */
export const json = z.unknown();

/** A flag in a query string. */
export const queryFlag = z
  .enum(['true', 'false', '1', '0'])
  .transform((value) => value === 'true' || value === '1');

/** P2 of DOMAIN 6.1. */
export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), page: z.int(), pageSize: z.int(), total: z.int() });
