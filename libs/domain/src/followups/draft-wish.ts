import type { Viewer } from '../reading';
import type { DraftType } from './draft-outcome';

/** What somebody wants drafted. */
export interface DraftWish {
  readonly companyId: string;
  readonly viewer: Viewer;
  /** Of the draft to be; the same when the wish is repeated, which then gets the same draft. */
  readonly draftId: string;
  readonly about: { readonly callId: string } | { readonly appointmentId: string };
  readonly draftType: DraftType;
  /** Only Shunya heeds it. */
  readonly tone?: string | undefined;
  /** In characters, within what the type allows. */
  readonly maxLength?: number | undefined;
}
