import { randomUUID } from 'node:crypto';
import { json, Router, type Response } from 'express';
import { z } from 'zod';
import { recordReceived } from '../journal/record-received';
import type { SandboxDeps } from '../sandbox-deps';

const MAX_MESSAGES = 100;
const TOKEN = /^Expo(nent)?PushToken\[.+\]$/;

const messageSchema = z.looseObject({
  to: z.string(),
  title: z.string().nullish(),
  body: z.string().nullish(),
  data: z.record(z.string(), z.unknown()).nullish(),
});
const messagesSchema = z.union([z.array(messageSchema), messageSchema.transform((one) => [one])]);
const receiptsSchema = z.object({ ids: z.array(z.string()) });

/** Expo's push service. A token with `unregistered` in it is of a device that is gone. */
export function createExpoProvider(deps: SandboxDeps): Router {
  const accepted = new Set<string>();
  return Router()
    .use(json({ limit: '1mb' }))
    .use(recordReceived(deps.journal, 'expo'))
    .post('/--/api/v2/push/send', (request, response) => {
      const parsed = messagesSchema.safeParse(request.body);
      if (!parsed.success) return refuse(response, 'VALIDATION_ERROR');
      if (parsed.data.length > MAX_MESSAGES) return refuse(response, 'PUSH_TOO_MANY_NOTIFICATIONS');
      response.json({ data: parsed.data.map((message) => takeMessage(deps, message, accepted)) });
    })
    .post('/--/api/v2/push/getReceipts', (request, response) => {
      const parsed = receiptsSchema.safeParse(request.body);
      if (!parsed.success) return refuse(response, 'VALIDATION_ERROR');
      const known = parsed.data.ids.filter((id) => accepted.has(id));
      response.json({ data: Object.fromEntries(known.map((id) => [id, { status: 'ok' }])) });
    });
}

function takeMessage(
  { outbox }: SandboxDeps,
  { to, title, body, data }: z.output<typeof messageSchema>,
  accepted: Set<string>,
) {
  if (!TOKEN.test(to) || to.includes('unregistered')) {
    const message = `"${to}" is not a registered push notification recipient`;
    return { status: 'error', message, details: { error: 'DeviceNotRegistered' } };
  }
  const id = randomUUID();
  accepted.add(id);
  const subject = title ?? null;
  outbox.add({ id, channel: 'push', provider: 'expo', to, subject, body: body ?? '', more: data });
  return { status: 'ok', id };
}

function refuse(response: Response, code: string): void {
  response.status(400).json({ errors: [{ code, message: code }] });
}
