import { createHash, randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { companyOrigins } from '../callrail/call-fields';
import { postCallrailEvent } from '../callrail/post-event';
import { companyOf } from '../companies';
import { collectText } from '../outbox/collect-text';
import { isoWithOffset } from '../scenarios/local-time';
import { customer, defineSimulation, type SimulationDeps } from './simulation';
import { tell, withOverrides } from './tell';

interface TextRequest {
  readonly companyId?: string | undefined;
  readonly from?: string | undefined;
  readonly body: string;
  readonly media: number;
  readonly duplicates: number;
  readonly overrides: Readonly<Record<string, unknown>>;
}

const fields = {
  from: customer,
  media: z.int().min(0).max(10).default(0).describe('how many pictures'),
};

export const textReceived = defineSimulation({
  name: 'text-received',
  about: 'CallRail: a customer texts the tracking number',
  fields: { ...fields, body: z.string().default('Can you come on Monday?').describe('the text') },
  run: (deps, input) => tellText(deps, 'text-received', input),
});

export const textSent = defineSimulation({
  name: 'text-sent',
  about: 'CallRail: the company texts a customer',
  fields: { ...fields, body: z.string().default('We will be there at 9.').describe('the text') },
  run: (deps, input) => tellText(deps, 'text-sent', input),
});

async function tellText(
  deps: SimulationDeps,
  event: 'text-received' | 'text-sent',
  { companyId, from, body, media, duplicates, overrides }: TextRequest,
) {
  const company = companyOf(deps, companyId);
  const customerNumber = from ?? deps.nextCaller();
  const isInbound = event === 'text-received';
  collectText(body);
  const messageId = `SCI${randomBytes(16).toString('hex')}`;
  const text = {
    id: randomInt(100_000_000, 2 ** 31),
    resource_id: messageId,
    source_number: isInbound ? customerNumber : company.trackingNumber,
    destination_number: isInbound ? company.trackingNumber : customerNumber,
    content: body,
    message_type: media > 0 ? 'mms' : 'sms',
    media_urls: Array.from(
      { length: media },
      (_, index) => `${deps.urls.sandbox()}/callrail/mms/${messageId}/${index}.jpg`,
    ),
    timestamp: isoWithOffset(deps.now(), company.timezone),
    lead_status: null,
    conversation_id: conversationOf(company.id, customerNumber),
    ...companyOrigins(company, customerNumber),
    ...(isInbound ? {} : { agent: { name: company.users[0]?.name ?? 'Agent' } }),
  };
  const told = withOverrides(text, overrides);
  const post = () => postCallrailEvent(deps, company, { event, body: told });
  const webhooks = await tell(deps, { event, duplicates, post });
  return { ids: { messageId, from: customerNumber }, webhooks };
}

const conversationOf = (companyId: string, customerNumber: string) =>
  createHash('sha256').update(`${companyId} ${customerNumber}`).digest('base64url').slice(0, 8);
