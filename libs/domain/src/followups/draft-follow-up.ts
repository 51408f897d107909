import {
  findDraftSubject,
  findMessageTemplate,
  insertFollowUpDraft,
  lockFollowUpDraft,
  type Database,
  type FollowUpDraftRow,
} from '@otto/db';
import { fillTemplate } from '../messaging/fill-template';
import type { Viewer } from '../reading';
import type { Clock } from '../time/clock';
import { tooLong, type DraftType, type TooLong } from './draft-outcome';

export interface DraftWish {
  readonly companyId: string;
  readonly viewer: Viewer;
  readonly about: { readonly callId: string } | { readonly appointmentId: string };
  readonly draftType: DraftType;
}

export type DraftFollowUpOutcome =
  | { readonly outcome: 'done'; readonly draft: FollowUpDraftRow }
  /** There is no such call or visit, or it is not the rep's. */
  | { readonly outcome: 'not_found' }
  /** The company has no wording of its own, and Otto invents none. */
  | { readonly outcome: 'no_template' }
  | TooLong;

const LIFE_MS = 7 * 86_400_000;
const TEMPLATES: Readonly<Record<DraftType, string>> = {
  sms: 'follow_up_sms',
  email: 'follow_up_email',
  call_script: 'follow_up_script',
};

/** Drafts a follow-up of a call or visit in the company's own words; it waits for an approval. */
export function createDraftFollowUp(deps: { readonly database: Database; readonly clock: Clock }) {
  return ({ companyId, viewer, about, draftType }: DraftWish): Promise<DraftFollowUpOutcome> =>
    deps.database.withTenant(companyId, async (tx) => {
      const subject = await findDraftSubject(tx, about);
      if (!subject) return { outcome: 'not_found' };
      const isForeign = viewer.role === 'sales_rep' && subject.repId !== viewer.id;
      if (isForeign) return { outcome: 'not_found' };
      const template = await findMessageTemplate(tx, TEMPLATES[draftType]);
      if (!template) return { outcome: 'no_template' };
      const { contactCardId, companyName: company, contactName: name, repName: rep } = subject;
      const values = { company, name, rep };
      const draftText = fillTemplate(template.body, values);
      const refusal = tooLong(draftType, draftText);
      if (refusal) return refusal;
      const now = deps.clock.now();
      const id = await insertFollowUpDraft(tx, {
        ...about,
        contactCardId,
        generatedFor: viewer.id,
        generatedBy: 'template',
        draftType,
        draftText,
        subject: template.subject === null ? null : fillTemplate(template.subject, values),
        createdAt: now,
        expiresAt: new Date(now.getTime() + LIFE_MS),
      });
      const draft = id === null ? null : await lockFollowUpDraft(tx, id);
      if (!draft) throw new Error('the draft was not stored');
      return { outcome: 'done', draft };
    });
}
