import type { TenantTx } from '../database';
import { takenOverAfter, WENT_OUT } from './human-touch';
import { STAFF_WENT_OUT } from './staff-texts';

/** What the rules of texting ask of the tables before one text goes out. */
export interface SendingScene {
  readonly companyName: string;
  readonly companyZone: string;
  readonly quietHoursStart: string;
  readonly quietHoursEnd: string;
  /** Of the customer's address. */
  readonly state: string | null;
  readonly consent: 'opted_in' | 'opted_out' | null;
  /**
   * The company's number for texts at Twilio, where there are several the one that the customer has
   * texted last, else called; null when it has none.
   */
  readonly companyPhone: string | null;
  readonly textsPerPhone: number | null;
  readonly textsPerCompany: number | null;
  /** Whether a text that Otto sent has reached the customer before, as far as is known. */
  readonly isKnown: boolean;
  /** Whether a person wrote to the customer, or spoke with them, since they came. */
  readonly isTakenOver: boolean;
  /** The role of the writer, where it is a user. */
  readonly writerRole: string | null;
}

/** The customer came by the call, else when they last wrote or were missed; at most a day back. */
const READ = `
  with came as (
    select coalesce(
      (select started_at from calls where company_id = $1 and id = $5::uuid),
      greatest(
        (select max(created_at) from messages
         where company_id = $1 and contact_card_id = $2::uuid and direction = 'inbound'),
        (select max(started_at) from calls
         where company_id = $1 and contact_card_id = $2::uuid and missed)),
      $4::timestamptz - interval '1 day') as at
  )
  select company.name as "companyName", company.timezone as "companyZone",
    company.quiet_hours_start as "quietHoursStart", company.quiet_hours_end as "quietHoursEnd",
    (select state from contact_cards where company_id = $1 and id = $2::uuid) as state,
    (select state from sms_consents where company_id = $1 and phone = $3) as consent,
    (select e164 from phone_numbers
     where company_id = $1 and provider = 'twilio' and active
     order by (e164 = (select company_phone from messages
         where company_id = $1 and contact_card_id = $2::uuid and direction = 'inbound'
           and provider = 'twilio' order by created_at desc limit 1)) desc nulls last,
       (kind = 'sms') desc,
       (e164 = (select to_number from calls where company_id = $1 and id = $5::uuid)) desc nulls last,
       created_at, id limit 1) as "companyPhone",
    cap.texts_per_phone as "textsPerPhone", cap.texts_per_company as "textsPerCompany",
    exists (select 1 from messages where company_id = $1 and contact_card_id = $2::uuid
      and direction = 'outbound' and provider = 'twilio'
      and status in ('queued', 'sent', 'delivered')) as "isKnown",
    ${takenOverAfter('(select at from came)')} as "isTakenOver",
    (select role from users where company_id = $1 and id = $6) as "writerRole"
  from companies company left join spend_caps cap on cap.company_id = company.id
  where company.id = $1`;

export interface SceneQuery {
  /** Null where the text is to a colleague. */
  readonly contactCardId: string | null;
  readonly phone: string;
  readonly now: Date;
  readonly callId: string | null;
  readonly userId: string | null;
}

/** Everything about one text that is about to be sent. */
export async function readSendingScene(tx: TenantTx, query: SceneQuery): Promise<SendingScene> {
  const { contactCardId, phone, now, callId, userId } = query;
  const values = [tx.companyId, contactCardId, phone, now, callId, userId];
  const [scene] = await tx.query<SendingScene>(READ, values);
  if (!scene) throw new Error('the company is not there');
  return scene;
}

export interface SentTexts {
  /** Automated ones to the customer. */
  readonly toPhone: number;
  /** All of the company, those to colleagues too. */
  readonly byCompany: number;
}

/** A text counts when it is sent; it waits for that three days at most. */
const COUNT = `
  select count(*) filter (where contact_card_id = $2::uuid and type = 'automated')::int as "toPhone",
    (count(*) + (select count(*) from staff_texts
      where company_id = $1 and ${STAFF_WENT_OUT} and sending_at >= $3::timestamptz))::int as "byCompany"
  from messages
  where company_id = $1 and ${WENT_OUT} and created_at >= $3::timestamptz - interval '3 days'
    and coalesce(sending_at, created_at) >= $3::timestamptz`;

/** What went out, or may have, since the time. */
export async function countTextsSince(
  tx: TenantTx,
  contactCardId: string | null,
  since: Date,
): Promise<SentTexts> {
  const [sent] = await tx.query<SentTexts>(COUNT, [tx.companyId, contactCardId, since]);
  return sent ?? { toPhone: 0, byCompany: 0 };
}

/** Keeps the company's other texts waiting until the transaction ends, so that each one is counted. */
export async function lockTexting(tx: TenantTx): Promise<void> {
  await tx.query(
    `select 1 from (select pg_advisory_xact_lock(hashtextextended('texting:' || $1, 0))) as locked`,
    [tx.companyId],
  );
}
