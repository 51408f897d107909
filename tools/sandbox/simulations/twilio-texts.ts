import { z } from 'zod';
import { companyOf } from '../companies';
import { collectText } from '../outbox/collect-text';
import { postTwilio } from '../twilio/post-twilio';
import { newSid } from '../twilio/sid';
import { inboundTextParams, textStatusParams } from '../twilio/text-params';
import type { TwilioText } from '../twilio/twilio-state';
import { needed } from './find-by-name';
import { customer, defineSimulation, phone } from './simulation';
import { formWithOverrides, tell } from './tell';

export const sms = defineSimulation({
  name: 'sms',
  about: 'Twilio: a customer texts the company; STOP also blocks what the company sends',
  fields: {
    from: customer,
    to: phone.optional().describe('the number texted; that of the company for texts by default'),
    body: z.string().default('Hi, do you repair roofs?').describe('the text'),
    media: z.int().min(0).max(10).default(0).describe('how many pictures'),
    messageSid: z.string().optional().describe('sid of the text; a new one by default'),
    optOutType: z
      .boolean()
      .default(false)
      .describe('say OptOutType, as with Advanced Opt-Out, where the text is such a word'),
  },
  async run(deps, { companyId, media, optOutType, duplicates, overrides, ...input }) {
    const company = companyOf(deps, companyId);
    const text: TwilioText = {
      sid: input.messageSid ?? newSid('SM'),
      company,
      from: input.from ?? deps.nextCaller(),
      to: input.to ?? company.smsNumber,
      body: input.body,
      direction: 'inbound',
      messagingServiceSid: null,
      statusCallback: null,
      createdAt: deps.now(),
      sentAt: deps.now(),
      status: 'received',
      errorCode: null,
    };
    collectText(text.body);
    deps.twilio.texts.push(text);
    const word = deps.twilio.blockList.hear(text.from, text.to, text.body);
    if (word !== null) {
      const what = `${word} from a customer: Twilio answered by itself`;
      deps.journal.write({ provider: 'twilio', direction: 'event', what, companyId: company.id });
    }
    const pictures = Array.from(
      { length: media },
      (_, index) =>
        `${deps.urls.sandbox()}/twilio/2010-04-01/Accounts/${company.twilio.accountSid}/Messages/${text.sid}/Media/ME${index}`,
    );
    const said = inboundTextParams(text, pictures);
    const marked = optOutType && word !== null ? { ...said, OptOutType: word } : said;
    const params = formWithOverrides(marked, overrides);
    const post = () => postTwilio(deps, company, { url: '/webhooks/twilio/sms', params });
    const webhooks = await tell(deps, { event: 'sms', duplicates, post });
    return { ids: { messageSid: text.sid, from: text.from }, webhooks };
  },
});

const STATUSES = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'read',
] as const;

export const smsStatus = defineSimulation({
  name: 'sms-status',
  about: 'Twilio: what became of a text that Otto sent',
  fields: {
    messageSid: z.string().optional().describe('sid of the text; the last one sent by default'),
    status: z.enum(STATUSES).default('delivered').describe('its new state'),
    errorCode: z.int().optional().describe('why it was not delivered, such as 30003'),
  },
  async run(deps, { companyId, messageSid, status, errorCode, duplicates, overrides }) {
    const company = companyOf(deps, companyId);
    const text = needed(
      deps.twilio.texts.findLast(
        ({ sid, direction, company: { id } }) =>
          id === company.id && direction === 'outbound-api' && sid === (messageSid ?? sid),
      ),
      'text that Otto sent',
    );
    Object.assign(text, { status, errorCode: errorCode ?? null });
    const params = formWithOverrides(textStatusParams(text), overrides);
    const url = text.statusCallback ?? '/webhooks/twilio/sms-status';
    const post = () => postTwilio(deps, company, { url, params });
    const webhooks = await tell(deps, { event: 'sms-status', duplicates, post });
    return { ids: { messageSid: text.sid }, webhooks };
  },
});
