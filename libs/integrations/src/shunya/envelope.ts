import { z } from 'zod';
import { failureOfStatus, isPassingStatus } from '../http/failures';
import type { AnswerFailure, HttpResponse } from '../http/http-client';

const seconds = z.union([
  z.number().nonnegative(),
  z
    .string()
    .regex(/^\d{1,6}(\.\d+)?$/)
    .transform(Number),
]);
const envelope = z.object({
  success: z.boolean().nullish().catch(null),
  error: z
    .object({
      error_code: z.string().nullish().catch(null),
      message: z.string().nullish().catch(null),
      retryable: z.boolean().nullish().catch(null),
      details: z
        .object({ retry_after: seconds.nullish().catch(null) })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  detail: z.unknown().optional(),
});
type ShunyaProblem = NonNullable<z.output<typeof envelope>['error']>;

/** The status that belongs to a code, for envelopes that come with 200. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  BAD_REQUEST: 400,
  VALIDATION_ERROR: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  CALL_NOT_FOUND: 404,
  ANALYSIS_NOT_AVAILABLE: 404,
  RATE_LIMIT_EXCEEDED: 429,
  INTERNAL_SERVER_ERROR: 500,
  ANALYSIS_FAILED: 500,
  TRANSCRIPTION_FAILED: 500,
  SERVICE_UNAVAILABLE: 503,
};

/** What is wrong with an answer of Shunya, whose errors may come with any status, 200 too. */
export function shunyaFailureOf(response: HttpResponse): AnswerFailure | null {
  const byStatus = failureOfStatus(response);
  const parsed = envelope.safeParse(response.body);
  const { success, error, detail } = parsed.success ? parsed.data : {};
  const isRefusal = success === false || (success !== true && Boolean(error?.error_code));
  if (!byStatus && !isRefusal) return null;

  const code = error?.error_code ?? (response.status === 422 && detail ? 'VALIDATION_ERROR' : null);
  const status = byStatus ? response.status : (STATUS_OF_CODE[code ?? ''] ?? response.status);
  return {
    message: [`answered ${response.status}`, code, error?.message?.slice(0, 200)]
      .filter(Boolean)
      .join(' '),
    status,
    code,
    isRetryable: isRetryable(status, error),
    retryAfterMs: retryAfterMs(error) ?? byStatus?.retryAfterMs ?? null,
  };
}

/** Known statuses decide; `retryable` can forbid a retry, and allow one where nothing is known. */
function isRetryable(status: number, error: ShunyaProblem | null | undefined): boolean {
  if (status === 429) return true;
  if (status < 300) return error?.retryable ?? true;
  return isPassingStatus(status) && error?.retryable !== false;
}

function retryAfterMs(error: ShunyaProblem | null | undefined): number | null {
  const seconds = error?.details?.retry_after;
  return typeof seconds === 'number' ? Math.ceil(seconds * 1_000) : null;
}
