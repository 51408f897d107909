import { createHash } from 'node:crypto';
import { json, Router, type Response } from 'express';
import { z } from 'zod';
import { recordReceived } from '../journal/record-received';
import { rateLimitOf } from '../faults/refusals';
import type { SandboxDeps } from '../sandbox-deps';
import { snapshotText } from './snapshot-text';

const requestSchema = z.object({
  model: z.string().min(1),
  messages: z.array(z.object({ role: z.string(), content: z.string() })).min(1),
});

/**
 * OpenAI at the network: chat completions that describe a house. A key with `revoked` in it is
 * refused, one with `limited` has always asked too often.
 */
export function createOpenaiProvider({ journal, now }: SandboxDeps): Router {
  return Router()
    .use(json({ limit: '1mb' }))
    .use(recordReceived(journal, 'openai'))
    .post('/v1/chat/completions', (request, response) => {
      const key = /^Bearer (.+)$/.exec(request.get('Authorization') ?? '')?.[1];
      if (!key || key.includes('revoked')) return refuse(response, 401, 'invalid_api_key');
      if (key.includes('limited')) {
        const { status, body } = rateLimitOf.openai;
        response.status(status).json(body);
        return;
      }
      const parsed = requestSchema.safeParse(request.body);
      if (!parsed.success) return refuse(response, 400, 'invalid_request');
      response.json(completion(parsed.data, now()));
    });
}

function completion({ model, messages }: z.output<typeof requestSchema>, now: Date) {
  const prompt = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const content = snapshotText(addressIn(prompt));
  const tokens = (text: string) => Math.ceil(text.length / 4);
  const asked = tokens(messages.map((message) => message.content).join(' '));
  const answered = tokens(content);
  return {
    id: `chatcmpl-${createHash('sha256').update(prompt).digest('hex').slice(0, 24)}`,
    object: 'chat.completion',
    created: Math.floor(now.getTime() / 1_000),
    model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: {
      prompt_tokens: asked,
      completion_tokens: answered,
      total_tokens: asked + answered,
    },
  };
}

/** The first line that begins with a house number or says that it is the address. */
function addressIn(prompt: string): string {
  const lines = prompt.split('\n').map((line) => line.trim());
  const named = lines.map((line) => /address[^:]*:\s*(.+)$/i.exec(line)?.[1]);
  return (
    named.find((line) => line !== undefined) ??
    lines.find((line) => /^\d+\s+\w/.test(line)) ??
    prompt.slice(0, 200)
  );
}

function refuse(response: Response, status: number, code: string): void {
  const type = 'invalid_request_error';
  response.status(status).json({ error: { message: code, type, param: null, code } });
}
