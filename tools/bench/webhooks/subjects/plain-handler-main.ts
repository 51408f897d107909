/**
 * A plain Express handler: verify, `prisma.create`, bee-queue `save`, answer. It has no duplicates,
 * no companies, no log, and loses the job when it ends between its two writes.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import BeeQueue from 'bee-queue';
import express from 'express';
import { v7 as uuidv7 } from 'uuid';
// eslint-disable-next-line @nx/enforce-module-boundaries -- a bare client, which @otto/db does not give out on purpose
import { PrismaClient } from '../../../../libs/db/src/generated/client';

const { DATABASE_URL = '', REDIS_URL = '', CALLRAIL_KEY = '', PORT = '0' } = process.env;
const PATH = '/webhooks/callrail/post-call';

const prisma = new PrismaClient({
  adapter: new PrismaPg({ connectionString: DATABASE_URL, max: 10 }),
});
const queue = new BeeQueue('plain-webhooks', {
  redis: { url: REDIS_URL },
  isWorker: false,
  getEvents: false,
});

const app = express();
app.post(PATH, express.raw({ type: () => true, limit: '1mb' }), async (request, response) => {
  const rawBody = request.body as Buffer;
  const expected = createHmac('sha1', CALLRAIL_KEY).update(rawBody).digest();
  const given = Buffer.from(request.get('signature') ?? '', 'base64');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    response.status(401).json({ status: 'refused' });
    return;
  }
  const fields = JSON.parse(rawBody.toString('utf8')) as { resource_id: string };
  const delivery = await prisma.delivery.create({
    data: {
      id: uuidv7(),
      provider: 'plain',
      event: 'post-call',
      deliveryKey: fields.resource_id,
      contentType: 'application/json',
      body: new Uint8Array(rawBody),
    },
  });
  await queue.createJob({ deliveryId: delivery.id }).save();
  response.json({ status: 'accepted' });
});

void queue.ready().then(() => app.listen(Number(PORT), '127.0.0.1', () => console.log('ready')));
process.once('SIGTERM', () => process.exit());
