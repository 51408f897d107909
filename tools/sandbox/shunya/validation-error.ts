import type { z } from 'zod';

interface Problem {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

/** A request that does not fit its schema; answered with 422 in the shape of FastAPI. */
export class RequestValidationError extends Error {
  override readonly name = 'RequestValidationError';

  constructor(readonly detail: readonly Problem[]) {
    super('request validation failed');
  }

  static fromBody(error: z.ZodError): RequestValidationError {
    return new RequestValidationError(
      error.issues.map(({ path, message, code, input }) => ({
        loc: ['body', ...path.map((key) => (typeof key === 'number' ? key : String(key)))],
        msg: input === undefined ? 'Field required' : message,
        type: input === undefined ? 'missing' : code,
      })),
    );
  }

  static fromPath(name: string): RequestValidationError {
    return new RequestValidationError([
      { loc: ['path', name], msg: 'Input should be a valid integer', type: 'int_parsing' },
    ]);
  }
}
