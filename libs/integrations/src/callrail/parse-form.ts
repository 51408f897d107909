import { WebhookParseError } from '../errors';
import { asBoolean, asInstant, asText, firstOf } from '../webhooks/field-values';
import { isFields, readFields } from '../webhooks/read-fields';
import type { CallrailForm } from './callrail-text';

/** What site owners call their fields. */
const NAMES = { phone: /phone|mobile|\bcell\b|\btel/i, email: /e-?mail/i, name: /name/i };

/**
 * Reads a form submission. Contact details that CallRail has not recognised are looked for among
 * the answers. Throws WebhookParseError when there is no id.
 */
export function parseCallrailForm(body: unknown): CallrailForm {
  const fields = readFields('callrail', body);
  const text = (...names: string[]): string | null => asText(firstOf(fields, names));
  const submissionId = text('resource_id', 'id', 'form_submission_id');
  if (submissionId === null) throw new WebhookParseError('callrail', 'there is no form id');
  const answers = readAnswers(fields['form_data']);
  const answerTo = (name: RegExp): string | null =>
    Object.entries(answers).find(([key]) => name.test(key))?.[1] ?? null;
  return {
    deliveryKey: submissionId,
    submissionId,
    callrailCompanyId: text('company_resource_id', 'company_id'),
    customerName: text('customer_name') ?? answerTo(NAMES.name),
    customerPhone: text('customer_phone_number') ?? answerTo(NAMES.phone),
    customerEmail: text('customer_email') ?? answerTo(NAMES.email),
    answers,
    formUrl: text('form_url'),
    landingPageUrl: text('landing_page_url'),
    referrer: text('referrer', 'referring_url'),
    sourceName: text('source_name', 'source'),
    isFirst: asBoolean(fields['first_form']),
    submittedAt: asInstant(firstOf(fields, ['submitted_at', 'timestamp', 'created_at'])),
  };
}

/** Answers of one value, blank ones left out. */
function readAnswers(formData: unknown): Record<string, string> {
  if (!isFields(formData)) return {};
  return Object.fromEntries(
    Object.entries(formData).flatMap(([key, value]) => {
      const answer = typeof value === 'boolean' ? String(value) : asText(value);
      return answer === null ? [] : [[key, answer]];
    }),
  );
}
