import { z } from 'zod';
import type { DemoCompany } from '../../local/demo-data';
import { REFUSING } from './magic-numbers';
import { newSid } from './sid';
import { TwilioError } from './twilio-error';
import type { TwilioText } from './twilio-state';

const MAX_BODY = 1_600;
const E164 = /^\+[1-9]\d{6,14}$/;

const formSchema = z.object({
  To: z.string().optional(),
  From: z.string().optional(),
  MessagingServiceSid: z.string().optional(),
  Body: z.string().default(''),
  StatusCallback: z.string().optional(),
});

export interface Acceptance {
  readonly company: DemoCompany;
  readonly now: Date;
  isBlocked(sender: string, recipient: string): boolean;
}

/** The text that a form asks for; throws what Twilio says to one that cannot be sent. */
export function acceptText(form: unknown, { company, now, isBlocked }: Acceptance): TwilioText {
  const parsed = formSchema.safeParse(form ?? {});
  if (!parsed.success) throw new TwilioError(20_422);
  const { To, Body, MessagingServiceSid, StatusCallback } = parsed.data;
  if (!To) throw new TwilioError(21_604);
  if (!E164.test(To)) throw new TwilioError(21_211);
  const from = senderOf(parsed.data, company);
  if (Body === '') throw new TwilioError(21_602);
  if (Body.length > MAX_BODY) throw new TwilioError(21_617);
  if (StatusCallback && !/^https?:/.test(StatusCallback)) throw new TwilioError(21_609);
  const refusal = REFUSING[To];
  if (refusal !== undefined) throw new TwilioError(refusal);
  if (isBlocked(from, To)) throw new TwilioError(21_610);
  return {
    sid: newSid('SM'),
    company,
    from,
    to: To,
    body: Body,
    direction: 'outbound-api',
    messagingServiceSid: MessagingServiceSid ?? null,
    statusCallback: StatusCallback || null,
    createdAt: now,
    sentAt: null,
    status: MessagingServiceSid ? 'accepted' : 'queued',
    errorCode: null,
  };
}

/** A messaging service sends from the company's number for texts. */
function senderOf(
  { From, MessagingServiceSid }: z.output<typeof formSchema>,
  { smsNumber, trackingNumber }: DemoCompany,
): string {
  if (MessagingServiceSid) return smsNumber;
  if (!From) throw new TwilioError(21_603);
  if (!E164.test(From)) throw new TwilioError(21_212);
  if (From !== smsNumber && From !== trackingNumber) throw new TwilioError(21_606);
  return From;
}
