import { countTextsSince, readSendingScene, type SendingScene, type TenantTx } from '@otto/db';
import { zoneOfCustomer } from '../phones/phone-zones';
import { localDay, localToday } from '../time/local-day';
import { isZone } from '../time/zoned-time';
import type { SendingFacts } from './decide-sending';
import type { SendRequest } from './sending';

const CAPS = { textsPerPhone: 6, textsPerCompany: 1_000 };
const NONE = { toPhone: 0, byCompany: 0 };

export interface SendingMoment {
  readonly now: Date;
  /** Whether there is an account to send with. */
  readonly hasAccount: boolean;
  readonly businessHours: SendingFacts['businessHours'];
  readonly isAnswer: boolean;
}

export interface FoundFacts {
  readonly found: SendingScene;
  readonly facts: SendingFacts;
}

/** What of a text counts; one to a colleague is to no contact. */
export interface TextToJudge extends Omit<SendRequest, 'contactCardId' | 'body' | 'dedupeKey'> {
  readonly contactCardId: string | null;
}

/** Reads everything that the decision about the text depends on. */
export async function readFacts(
  tx: TenantTx,
  request: TextToJudge,
  moment: SendingMoment,
): Promise<FoundFacts> {
  const { now } = moment;
  const { contactCardId, phone, callId = null, userId = null } = request;
  const found = await readSendingScene(tx, { contactCardId, phone, now, callId, userId });
  // Without a zone there is no day to count on; nothing goes out then.
  const companyZone = isZone(found.companyZone) ? found.companyZone : null;
  const today = companyZone && localDay(localToday(now, companyZone), companyZone).from;
  const sent = today ? await countTextsSince(tx, contactCardId, today) : NONE;
  return {
    found,
    facts: {
      now,
      isAutomated: request.isAutomated,
      isOrdered: request.isAutomated && request.userId !== undefined,
      override: request.override ?? null,
      isFirstText: request.firstText ?? false,
      isAnswer: moment.isAnswer,
      consent: found.consent,
      quietHours: {
        start: found.quietHoursStart,
        end: found.quietHoursEnd,
        zone: zoneOfCustomer(phone, found.state) ?? found.companyZone,
      },
      businessHours: moment.businessHours,
      isTakenOver: found.isTakenOver,
      sentToPhone: sent.toPhone,
      sentByCompany: sent.byCompany,
      caps: {
        textsPerPhone: found.textsPerPhone ?? CAPS.textsPerPhone,
        textsPerCompany: found.textsPerCompany ?? CAPS.textsPerCompany,
      },
      companyZone,
      hasSender: moment.hasAccount && found.companyPhone !== null,
    },
  };
}
