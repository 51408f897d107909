import { z } from 'zod';
import { decodeCursor } from '@otto/domain';
import { verbatim } from './case';

/** A moment; travels as ISO 8601 in UTC. */
export const instant = z.date();
export const text = z.string().nullable();
export const number = z.number().nullable();
/** JSON whose shape is the vendor's or the writer's own: its keys go out as they are. */
export const json = z.unknown().transform(verbatim);
/** JSON that we have written ourselves: its keys are names of ours, and go out as such. */
export const ownJson = z.unknown();

/** A flag in a query string. */
export const queryFlag = z
  .enum(['true', 'false', '1', '0'])
  .transform((value) => value === 'true' || value === '1');

/** `next_cursor` of the part before; then the page or the offset does not count. */
export const cursorField = z
  .string()
  .max(100)
  .transform((written, context) => {
    const cursor = decodeCursor(written);
    if (cursor !== null) return cursor;
    context.addIssue({ code: 'custom', message: 'is not a cursor of this list' });
    return z.NEVER;
  })
  .optional();

/** P2 of DOMAIN 6.1. */
export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), page: z.int(), pageSize: z.int(), total: z.int() });

/** P1 of DOMAIN 6.1; the answer is a `pageOf`, sent with `envelope: 'page'`. */
export const numberedPageQuery = z.object({
  page: pageQuery.shape.page,
  pageSize: z.coerce.number().int().min(1).max(200).default(20),
});

/** P3 of DOMAIN 6.1. */
export const windowQuery = ({ most = 1_000, usual = 100 } = {}) =>
  z.object({
    limit: z.coerce.number().int().min(1).max(most).default(usual),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  });

/** What answers a P3: `windowOf('tasks', taskSchema)`. */
export const windowOf = <N extends string, T extends z.ZodType>(name: N, item: T) =>
  z.object({
    ...({ [name]: z.array(item) } as Record<N, z.ZodArray<T>>),
    total: z.int(),
    limit: z.int(),
    offset: z.int(),
  });

/** P2 and P3 of lists that go on from where they ended, however deep that is. */
export const longPageQuery = pageQuery.extend({ cursor: cursorField });
export const longPageOf = <T extends z.ZodType>(item: T) =>
  pageOf(item).extend({ nextCursor: text });
export const longWindowQuery = (bounds?: Parameters<typeof windowQuery>[0]) =>
  windowQuery(bounds).extend({ cursor: cursorField });
export const longWindowOf = <N extends string, T extends z.ZodType>(name: N, item: T) =>
  windowOf(name, item).extend({ nextCursor: text });
