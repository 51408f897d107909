import type { FollowUpDraftRow } from '@otto/db';

export type DraftType = 'sms' | 'email' | 'call_script';

/** What became of a wish about a draft. */
export type DraftOutcome =
  | { readonly outcome: 'done'; readonly draft: FollowUpDraftRow }
  | { readonly outcome: 'not_found' }
  /** It is no longer, or not yet, in a state for that. */
  | { readonly outcome: 'wrong_state'; readonly status: string };

/** Characters that a draft may have. */
export const MAX_LENGTHS: Readonly<Record<DraftType, number>> = {
  sms: 160,
  email: 2_000,
  call_script: 2_000,
};
