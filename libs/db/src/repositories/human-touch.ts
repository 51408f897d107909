/** Of a row of messages: it went out, or may have. */
export const WENT_OUT = `direction = 'outbound' and status not in ('held', 'failed')`;

/** Of a row of calls: somebody of the company spoke with the customer. */
export const SPOKEN = `status in ('answered', 'completed')`;

/**
 * The condition that a person has spoken with the customer of $1 and $2, or written to them, after
 * the time. The one wording of a human takeover.
 */
export const takenOverAfter = (time: string): string => `(
  exists (select 1 from calls where company_id = $1 and contact_card_id = $2::uuid
    and ${SPOKEN} and started_at > ${time})
  or exists (select 1 from messages where company_id = $1 and contact_card_id = $2::uuid
    and ${WENT_OUT} and type = 'manual' and created_at > ${time}))`;
