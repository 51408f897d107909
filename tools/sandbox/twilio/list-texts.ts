import { z } from 'zod';
import { textBody } from './text-body';
import type { TwilioText } from './twilio-state';

const day = z.string().refine((text) => !Number.isNaN(Date.parse(text)));

export const listQuerySchema = z.object({
  To: z.string().optional(),
  From: z.string().optional(),
  DateSent: day.optional(),
  'DateSent>': day.optional(),
  'DateSent<': day.optional(),
  PageSize: z.coerce.number().int().min(1).max(1_000).default(50),
  Page: z.coerce.number().int().min(0).default(0),
});
type ListQuery = z.output<typeof listQuerySchema>;

/** One page of an account's texts, the newest first; the filters are by UTC day. */
export function listTexts(texts: readonly TwilioText[], query: ListQuery, path: string) {
  const found = texts.filter((text) => fits(text, query)).reverse();
  const first = query.Page * query.PageSize;
  const pageUri = (page: number) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...query, Page: page })) {
      if (value !== undefined) search.set(name, String(value));
    }
    return `${path}?${search.toString()}`;
  };
  const messages = found.slice(first, first + query.PageSize);
  return {
    messages: messages.map(textBody),
    page: query.Page,
    page_size: query.PageSize,
    start: first,
    end: first + messages.length - 1,
    uri: pageUri(query.Page),
    first_page_uri: pageUri(0),
    previous_page_uri: query.Page > 0 ? pageUri(query.Page - 1) : null,
    next_page_uri: first + query.PageSize < found.length ? pageUri(query.Page + 1) : null,
  };
}

function fits(text: TwilioText, query: ListQuery): boolean {
  const sent = (text.sentAt ?? text.createdAt).toISOString();
  const compare = (limit: string) => sent.slice(0, limit.length).localeCompare(limit);
  return (
    (query.To === undefined || text.to === query.To) &&
    (query.From === undefined || text.from === query.From) &&
    (query.DateSent === undefined || compare(query.DateSent) === 0) &&
    (query['DateSent>'] === undefined || compare(query['DateSent>']) >= 0) &&
    (query['DateSent<'] === undefined || compare(query['DateSent<']) <= 0)
  );
}
