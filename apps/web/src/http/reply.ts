/** An answer that differs from what its route usually says. */
export class Reply<T> {
  constructor(
    readonly data: T,
    readonly extra: { readonly status?: number; readonly message?: string },
  ) {}
}

/** For a use case with more than one good answer: `reply(task, { status: 201 })`. */
export const reply = <T>(data: T, extra: Reply<T>['extra']): Reply<T> => new Reply(data, extra);
