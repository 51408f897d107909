/** Why a use case refuses; the web service has the status of each in its one map. */
export type DomainErrorCode =
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'INVALID_INPUT'
  /** The record has moved on: closed, taken, or no longer in a state that allows it. */
  | 'INVALID_STATE'
  | 'ALREADY_EXISTS'
  | 'APPOINTMENT_OVERLAP';

/** A rule of the business says no. The message and the details may be read by the caller. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: DomainErrorCode,
    message: string,
    readonly details?: Readonly<Record<string, unknown>>,
  ) {
    super(message);
  }
}

/** For a record that does not exist, or not for this viewer: nobody may learn which. */
export const noSuchRecord = (): DomainError =>
  new DomainError('NOT_FOUND', 'There is no such record.');
