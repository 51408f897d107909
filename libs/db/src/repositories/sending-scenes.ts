import type { TenantTx } from '../database';
import { takenOverAfter, WENT_OUT } from './human-touch';

/** What the rules of texting ask of the tables before one text goes out. */
export interface SendingScene {
  readonly companyName: string;
  readonly companyZone: string;
  readonly quietHoursStart: string;
  readonly quietHoursEnd: string;
  /** Of the customer's address. */
  readonly state: string | null;
  readonly consent: 'opted_in' | 'opted_out' | null;
  /** The company's number for texts at Twilio; null when it has none. */
  readonly companyPhone: string | null;
  readonly textsPerPhone: number | null;
  readonly textsPerCompany: number | null;
  /** On the company's present day. */
  readonly sentToPhone: number;
  readonly sentByCompany: number;
  /** Whether the customer has had a text of the company before. */
  readonly isKnown: boolean;
  /** Whether a person wrote to the customer, or spoke with them, since they came. */
  readonly isTakenOver: boolean;
  /** The role of the writer, where it is a user. */
  readonly writerRole: string | null;
}

/** The customer came by the call, else when they last wrote or were missed; at most a day back. */
const READ = `
  with company as (
    select id, name, timezone, quiet_hours_start, quiet_hours_end,
      date_trunc('day', $4::timestamptz at time zone timezone) at time zone timezone as today
    from companies where id = $1
  ), came as (
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
     order by (kind = 'sms') desc, created_at, id limit 1) as "companyPhone",
    cap.texts_per_phone as "textsPerPhone", cap.texts_per_company as "textsPerCompany",
    (select count(*)::int from messages where company_id = $1 and contact_card_id = $2::uuid
      and ${WENT_OUT} and type = 'automated' and created_at >= company.today) as "sentToPhone",
    (select count(*)::int from messages where company_id = $1
      and ${WENT_OUT} and created_at >= company.today) as "sentByCompany",
    exists (select 1 from messages where company_id = $1 and contact_card_id = $2::uuid
      and ${WENT_OUT}) as "isKnown",
    ${takenOverAfter('(select at from came)')} as "isTakenOver",
    (select role from users where company_id = $1 and id = $6) as "writerRole"
  from company left join spend_caps cap on cap.company_id = company.id`;

export interface SceneQuery {
  readonly contactCardId: string;
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
