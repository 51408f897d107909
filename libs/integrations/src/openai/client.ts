import { z } from 'zod';
import { ProviderError } from '../errors';
import { failureOfStatus } from '../http/failures';
import type { AnswerFailure, HttpClient, HttpResponse } from '../http/http-client';
import { readAnswer } from '../http/read-answer';
import type { KeyPool } from './key-pool';

const vendor = 'openai';
/** A wrong key does not get better soon, a busy one does. */
const REST_MS: Readonly<Record<number, number>> = { 401: 600_000, 429: 60_000 };
const NO_RETRY = { retries: 0, firstDelayMs: 1, maxDelayMs: 1 };

const errorAnswer = z.object({ error: z.object({ code: z.string().nullish() }) });
const completion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullable() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
});

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly {
    readonly role: 'system' | 'user' | 'assistant';
    readonly content: string;
  }[];
  readonly temperature?: number;
  readonly maxTokens?: number;
  /** Makes the text a JSON object; the messages must ask for one as well. */
  readonly asJson?: boolean;
}

export interface ChatAnswer {
  readonly text: string;
  /** False when the text broke off at the token limit or was filtered. */
  readonly isComplete: boolean;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

export interface OpenaiClient {
  /** Tries the next key where one is turned away (401, 429); code NO_KEY_FREE when none is left. */
  complete(request: ChatRequest, signal?: AbortSignal): Promise<ChatAnswer>;
}

/** OpenAI's chat completions, or any API that is like them. `baseUrl` is with `/v1`. */
export function createOpenaiClient(options: {
  readonly baseUrl: string;
  readonly keys: KeyPool;
  readonly http: HttpClient;
}): OpenaiClient {
  const { baseUrl, keys, http } = options;

  const ask = async (key: string, body: string, signal: AbortSignal | undefined) => {
    const response = await http.request({
      operation: 'chat.completions',
      method: 'POST',
      url: `${baseUrl}/chat/completions`,
      headers: () => ({ Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }),
      body,
      isReadOnly: true,
      retry: NO_RETRY,
      failureOf,
      signal,
    });
    return readChat(response.body);
  };

  return {
    async complete(request, signal) {
      const body = JSON.stringify(wireOf(request));
      const tried = new Set<string>();
      let refusal: ProviderError | null = null;
      for (let key = keys.take(); key !== null; key = keys.take(tried)) {
        tried.add(key);
        try {
          return await ask(key, body, signal);
        } catch (error) {
          const restMs = error instanceof ProviderError ? restOf(error) : null;
          if (!(error instanceof ProviderError) || restMs === null) throw error;
          keys.rest(key, restMs);
          refusal = error;
        }
      }
      throw refusal ?? noKeyFree(keys.msUntilFree());
    },
  };
}

function wireOf({ model, messages, temperature, maxTokens, asJson }: ChatRequest) {
  return {
    model,
    messages,
    temperature,
    max_completion_tokens: maxTokens,
    response_format: asJson ? { type: 'json_object' } : undefined,
  };
}

function readChat(body: unknown): ChatAnswer {
  const { choices, usage } = readAnswer(completion, body, { vendor });
  const [choice] = choices;
  return {
    text: choice?.message.content ?? '',
    isComplete: (choice?.finish_reason ?? 'stop') === 'stop',
    promptTokens: usage?.prompt_tokens ?? null,
    completionTokens: usage?.completion_tokens ?? null,
  };
}

/** Only the code is kept: OpenAI's messages repeat parts of the key and of the prompt. */
function failureOf(response: HttpResponse): AnswerFailure | null {
  const failure = failureOfStatus(response);
  const code = errorAnswer.safeParse(response.body).data?.error.code;
  if (!failure || !code) return failure;
  // More of the same will not help before someone pays.
  const isRetryable = failure.isRetryable && code !== 'insufficient_quota';
  return { ...failure, code, isRetryable };
}

function restOf({ status, retryAfterMs }: ProviderError): number | null {
  const restMs = REST_MS[status ?? 0];
  return restMs === undefined ? null : (retryAfterMs ?? restMs);
}

function noKeyFree(retryAfterMs: number): ProviderError {
  const message = 'every key rests, or there is none';
  const code = 'NO_KEY_FREE';
  return new ProviderError({ vendor, message, code, isRetryable: true, retryAfterMs });
}
