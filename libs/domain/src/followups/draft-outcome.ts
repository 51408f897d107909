import type { FollowUpDraftRow } from '@otto/db';

export type DraftType = 'sms' | 'email' | 'call_script';

/** What became of a wish about a draft. */
export type DraftOutcome =
  | { readonly outcome: 'done'; readonly draft: FollowUpDraftRow }
  | { readonly outcome: 'not_found' }
  /** It is no longer, or not yet, in a state for that. */
  | { readonly outcome: 'wrong_state'; readonly status: string }
  | TooLong;

export interface TooLong {
  readonly outcome: 'too_long';
  readonly maxLength: number;
}

const MAX_LENGTHS: Readonly<Record<DraftType, number>> = {
  sms: 160,
  email: 2_000,
  call_script: 2_000,
};

/** Characters that a draft of the type may have, and no more than are wished for. */
export function mostCharacters(draftType: DraftType, wished = Infinity): number {
  return Math.min(MAX_LENGTHS[draftType], wished);
}

/** Whether the words are too many for a draft of the type. */
export function tooLong(draftType: DraftType, text: string): TooLong | null {
  const maxLength = mostCharacters(draftType);
  return text.length > maxLength ? { outcome: 'too_long', maxLength } : null;
}
