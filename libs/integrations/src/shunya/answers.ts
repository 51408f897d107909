import { z } from 'zod';
import { ProviderError } from '../errors';

const startAnswer = z.object({
  task_id: z.union([z.string(), z.number().transform(String)]).nullish(),
  transcript_id: z.number().int().nullish().catch(null),
});
const statusAnswer = z.object({ status: z.string().nullish() });

/** What Shunya calls the work that it just took on. */
export function readStarted(answer: unknown): {
  taskId: string | null;
  transcriptId: number | null;
} {
  const parsed = startAnswer.safeParse(answer);
  if (!parsed.success) throw unexpectedAnswer({ isSend: true, cause: parsed.error });
  const { task_id: taskId, transcript_id: transcriptId } = parsed.data;
  return { taskId: taskId ?? null, transcriptId: transcriptId ?? null };
}

export function readStatus(answer: unknown): string | null {
  const parsed = statusAnswer.safeParse(answer);
  if (!parsed.success) throw unexpectedAnswer({ isSend: false, cause: parsed.error });
  return parsed.data.status ?? null;
}

/** While work is under way, Shunya's way of saying so is that it knows nothing of the call. */
export async function orIfUnknown<T, U>(answer: U, request: Promise<T>): Promise<T | U> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ProviderError && error.status === 404) return answer;
    throw error;
  }
}

/** `isSend`: what was asked for may have happened all the same. */
export function unexpectedAnswer({
  isSend,
  cause,
}: {
  readonly isSend: boolean;
  readonly cause?: unknown;
}): ProviderError {
  return new ProviderError({
    vendor: 'shunya',
    message: 'answered with an unexpected shape',
    code: 'UNEXPECTED_ANSWER',
    isRetryable: true,
    isUnknownOutcome: isSend,
    cause,
  });
}
