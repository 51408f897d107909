import {
  findDraftOfRequest,
  findDraftSubject,
  findFollowUpDraft,
  insertFollowUpDraft,
  type Database,
  type DraftSubject,
  type TenantTx,
} from '@otto/db';
import { noSuchRecord } from '../errors';
import type { Publish } from '../live';
import type { Clock } from '../time/clock';
import { draftReady } from './draft-news';
import { draftRow } from './draft-row';
import type { DraftWish } from './draft-wish';
import { wordsOfCompany, wordsOfShunya, type DraftWords, type DraftWriter } from './draft-words';

export interface DraftingDeps {
  readonly database: Pick<Database, 'withTenant'>;
  readonly clock: Clock;
  readonly publish: Publish;
  /** Null where the companies' own wordings are all there is. */
  readonly writer: DraftWriter | null;
}

const LIFE_MS = 7 * 86_400_000;

/**
 * Drafts a follow-up of a call or visit, which then waits for an approval. No transaction is open
 * while Shunya writes. It is asked by the id of the draft, so that a wish repeated after a failure
 * or a crash has one text and one draft. Throws DomainError, and ProviderError when Shunya fails.
 */
export function createDraftFollowUp({ database, clock, publish, writer }: DraftingDeps) {
  const store = async (
    tx: TenantTx,
    { wish, subject, words }: { wish: DraftWish; subject: DraftSubject; words: DraftWords },
  ) => {
    const { contactCardId } = subject;
    const now = clock.now();
    const whose = { contactCardId, generatedFor: wish.viewer.id };
    const id = await insertFollowUpDraft(tx, {
      id: wish.draftId,
      ...wish.about,
      ...whose,
      ...words,
      draftType: wish.draftType,
      createdAt: now,
      expiresAt: new Date(now.getTime() + LIFE_MS),
    });
    const { shunyaRequestId: request } = words;
    const draft =
      (await findFollowUpDraft(tx, wish.draftId, wish.viewer.id)) ??
      // Shunya's webhook may have come before its answer.
      (request === null ? null : await findDraftOfRequest(tx, request, whose));
    if (!draft) throw new Error('the draft was not stored');
    if (id !== null) publish(tx, draftReady(draft));
    return draftRow(draft);
  };

  return async (wish: DraftWish) => {
    const { companyId } = wish;
    const found = await database.withTenant(companyId, (tx) => find(tx, wish));
    if ('draft' in found) return draftRow(found.draft);
    const { subject } = found;
    if (!writer) {
      return database.withTenant(companyId, async (tx) =>
        store(tx, { wish, subject, words: await wordsOfCompany(tx, subject, wish) }),
      );
    }
    const words = await wordsOfShunya(writer, subject, wish);
    return database.withTenant(companyId, (tx) => store(tx, { wish, subject, words }));
  };
}

/** The draft when the wish has one already, else what it is about; NOT_FOUND of what is not the viewer's. */
async function find(tx: TenantTx, { draftId, viewer, about }: DraftWish) {
  const draft = await findFollowUpDraft(tx, draftId, viewer.id);
  if (draft) return { draft };
  const subject = await findDraftSubject(tx, about);
  if (!subject) throw noSuchRecord();
  if (viewer.role === 'sales_rep' && subject.repId !== viewer.id) throw noSuchRecord();
  return { subject };
}
