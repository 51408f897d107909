import { findMessageTemplate, type DraftSubject, type TenantTx } from '@otto/db';
import { ProviderError, type ShunyaClient } from '@otto/integrations';
import { DomainError } from '../errors';
import { fillTemplate } from '../messaging/fill-template';
import { mostCharacters, type DraftType } from './draft-outcome';
import type { DraftWish } from './draft-wish';

/** What a draft says, and where that comes from. */
export interface DraftWords {
  readonly generatedBy: 'generic_ai' | 'template';
  readonly draftText: string;
  readonly subject: string | null;
  readonly tone: string | null;
  readonly shunyaRequestId: string | null;
}

/** Asks Shunya for the words of a follow-up. */
export type DraftWriter = Pick<ShunyaClient, 'generateFollowUp'>;

/** Whoever waits for a draft waits no longer, and a stopping process lets a request go on for 30 s. */
const PATIENCE_MS = 25_000;

const TEMPLATES: Readonly<Record<DraftType, string>> = {
  sms: 'follow_up_sms',
  email: 'follow_up_email',
  call_script: 'follow_up_script',
};

/** The company's own wording, filled in; INVALID_STATE where it has none or a longer one. */
export async function wordsOfCompany(
  tx: TenantTx,
  subject: DraftSubject,
  { draftType, maxLength }: DraftWish,
): Promise<DraftWords> {
  const template = await findMessageTemplate(tx, TEMPLATES[draftType]);
  if (!template) {
    const why = 'The company has no wording for such a follow-up, and Otto invents none.';
    throw new DomainError('INVALID_STATE', why);
  }
  const { companyName: company, contactName: name, repName: rep } = subject;
  const values = { company, name, rep };
  const draftText = fillTemplate(template.body, values);
  refuseLonger(draftText, mostCharacters(draftType, maxLength), "The company's wording");
  return {
    generatedBy: 'template',
    draftText,
    subject: template.subject === null ? null : fillTemplate(template.subject, values),
    tone: null,
    shunyaRequestId: null,
  };
}

/**
 * What Shunya writes, word for word; ProviderError when it fails, INVALID_STATE where it knows
 * nothing of the conversation or writes too much. No other text takes the place of its own.
 */
export async function wordsOfShunya(
  writer: DraftWriter,
  { seq, companyName, contactName: customerName, repName }: DraftSubject,
  wish: DraftWish,
): Promise<DraftWords> {
  if (seq === null) throw nothingKnown();
  const maxLength = mostCharacters(wish.draftType, wish.maxLength);
  const { companyId, draftId, draftType: channel, tone = null } = wish;
  const repId = wish.viewer.id;
  const context = { companyName, customerName, repName, maxLength };
  const request = { companyId, seq, draftId, repId, channel, tone, context };
  const written = await writer
    .generateFollowUp(request, AbortSignal.timeout(PATIENCE_MS))
    .catch((error: unknown) => {
      throw error instanceof ProviderError && error.status === 404 ? nothingKnown() : error;
    });
  refuseLonger(written.text, maxLength, 'What Shunya wrote');
  return {
    generatedBy: 'generic_ai',
    draftText: written.text,
    subject: null,
    tone,
    shunyaRequestId: written.requestId,
  };
}

function refuseLonger(text: string, maxLength: number, what: string): void {
  if (text.length <= maxLength) return;
  throw new DomainError('INVALID_STATE', `${what} is longer than that.`, { maxLength });
}

const nothingKnown = (): DomainError =>
  new DomainError(
    'INVALID_STATE',
    'Shunya has not analysed the conversation, so there is nothing to write from.',
  );
