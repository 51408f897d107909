import type { LiveEvent } from '../live';

interface ReadyDraft {
  readonly id: string;
  readonly contactCardId: string;
  readonly generatedFor: string;
  readonly draftType: string;
}

/** What the front ends hear of a draft that waits for an approval; nothing of its words. */
export function draftReady({ id, contactCardId, generatedFor, draftType }: ReadyDraft): LiveEvent {
  return {
    event: 'followup.draft_ready',
    key: `followup.draft_ready:${id}`,
    data: {
      draft_id: id,
      contact_card_id: contactCardId,
      draft_type: draftType,
      generated_for: generatedFor,
    },
    userId: generatedFor,
    repIds: [generatedFor],
  };
}
