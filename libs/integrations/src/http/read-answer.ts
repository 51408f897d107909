import type { z } from 'zod';
import { ProviderError } from '../errors';

interface AnswerContext {
  readonly vendor: string;
  /** True when the answer is to something that was changed there, which then may have happened. */
  readonly isSend?: boolean;
}

/** The answer in the shape that it must have. Throws ProviderError, code UNEXPECTED_ANSWER. */
export function readAnswer<S extends z.ZodType>(
  schema: S,
  body: unknown,
  context: AnswerContext,
): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw unexpectedAnswer(context, parsed.error);
}

export function unexpectedAnswer(
  { vendor, isSend = false }: AnswerContext,
  cause: unknown,
): ProviderError {
  return new ProviderError({
    vendor,
    message: 'answered with an unexpected shape',
    code: 'UNEXPECTED_ANSWER',
    isRetryable: true,
    isUnknownOutcome: isSend,
    cause,
  });
}
