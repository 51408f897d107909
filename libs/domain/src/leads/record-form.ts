import { hasEvent, insertEvents, type Database } from '@otto/db';
import { parseCallrailForm, type CallrailForm } from '@otto/integrations';
import type { Logger } from '@otto/observability';
import { createHandleDelivery } from '../deliveries/handle-delivery';
import { cleanJson } from '../json/clean-json';
import type { Publish } from '../live';
import { takeFormContact } from './record-form-contact';
import { takeActiveLead } from './take-active-lead';

const EVENT_TYPE = 'form_submitted';

/** Turns one accepted form of a company's site into contact, lead and an entry of the timeline. */
export function createRecordForm(deps: {
  readonly database: Database;
  readonly publish: Publish;
  readonly logger: Logger;
}) {
  return createHandleDelivery(deps, async (tx, { body, receivedAt }) => {
    const form = parseCallrailForm(Buffer.from(body));
    const contactCardId = await takeFormContact(tx, form);
    if (contactCardId === null) {
      return { status: 'ignored', error: 'the form names neither a phone nor a known address' };
    }
    // The entry is what says that the form was dealt with: its lead may be closed since.
    const uniqueKey = `${EVENT_TYPE}:callrail:${form.submissionId}`;
    if (await hasEvent(tx, uniqueKey)) return { status: 'processed' };
    const at = form.submittedAt === null ? receivedAt : new Date(form.submittedAt);
    const leadId = await takeActiveLead(tx, deps.publish, {
      contactCardId,
      source: 'inbound_web',
      at,
    });
    const metadata = cleanJson(detailsOf(form)) as Record<string, string>;
    await insertEvents(tx, [
      { contactCardId, leadId, eventType: EVENT_TYPE, at, uniqueKey, metadata },
    ]);
    return { status: 'processed' };
  });
}

/** What whoever calls the customer back wants to see. */
function detailsOf(form: CallrailForm) {
  const { submissionId, formUrl, landingPageUrl, referrer, sourceName, isFirst, answers } = form;
  return { submissionId, formUrl, landingPageUrl, referrer, sourceName, isFirst, answers };
}
