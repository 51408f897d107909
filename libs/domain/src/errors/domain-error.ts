import type { TenantTx } from '@otto/db';

/** Why a use case refuses; the web service has the status of each in its one map. */
export type DomainErrorCode =
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'INVALID_INPUT'
  /** The record has moved on: closed, taken, or no longer in a state that allows it. */
  | 'INVALID_STATE'
  | 'ALREADY_EXISTS'
  /** The rules of texting do not let the text go; the details say why and until when. */
  | 'MESSAGE_BLOCKED'
  | 'APPOINTMENT_OVERLAP';

/** A rule of the business says no. The message and the details may be read by the caller. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: DomainErrorCode,
    message: string,
    readonly details?: Readonly<Record<string, unknown>>,
    /** What is to be written down of the refusal, when all else has been taken back. */
    readonly note?: (tx: TenantTx) => Promise<void>,
  ) {
    super(message);
  }
}

/** For a record that does not exist, or not for this viewer: nobody may learn which. */
export const noSuchRecord = (): DomainError =>
  new DomainError('NOT_FOUND', 'There is no such record.');
