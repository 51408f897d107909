import { z } from 'zod';
import { ProviderError } from '../errors';
import { readAnswer } from '../http/read-answer';
import type { CallrailCall, CallrailClient } from './callrail-call';

const vendor = 'callrail';
/** What the list leaves out unless it is asked for. */
const EXTRA_FIELDS = ['company_id', 'source_name', 'created_at'];

const pageAnswer = z.object({
  page: z.number().int(),
  total_pages: z.number().int(),
  total_records: z.number().int(),
  calls: z.array(z.unknown()),
});

/** The list of calls over the requests of a client; `get` answers null for 404. */
export function createCallList(parts: {
  readonly get: (
    operation: string,
    path: string,
    signal: AbortSignal | undefined,
  ) => Promise<unknown>;
  readonly readCall: (body: unknown) => CallrailCall;
}): CallrailClient['listCalls'] {
  return async ({ since, until, callrailCompanyId, page, perPage }, signal) => {
    const query = new URLSearchParams({
      start_date: since,
      end_date: until,
      ...(callrailCompanyId === undefined ? {} : { company_id: callrailCompanyId }),
      sort: 'start_time',
      order: 'asc',
      page: String(page),
      per_page: String(perPage),
      fields: EXTRA_FIELDS.join(','),
    });
    const body = await parts.get('calls.list', `calls.json?${query.toString()}`, signal);
    if (body === null) throw unknownAccount();
    const answer = readAnswer(pageAnswer, body, { vendor });
    return {
      calls: answer.calls.map(parts.readCall),
      page: answer.page,
      totalPages: answer.total_pages,
      totalRecords: answer.total_records,
    };
  };
}

function unknownAccount(): ProviderError {
  const message = 'does not know the account';
  return new ProviderError({ vendor, message, status: 404, isRetryable: false });
}
