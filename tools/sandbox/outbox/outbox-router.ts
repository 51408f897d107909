import { Router } from 'express';
import { z } from 'zod';
import { CHANNELS, type Outbox } from './outbox';

const querySchema = z.object({
  to: z.string().optional(),
  channel: z.enum(CHANNELS).optional(),
  limit: z.coerce.number().int().min(1).default(200),
});

export function createOutboxRouter(outbox: Outbox): Router {
  return Router().get('/outbox', (request, response) => {
    response.json({ items: outbox.read(querySchema.parse(request.query)) });
  });
}
