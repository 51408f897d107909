/** Socket errors, SQLSTATE classes and Prisma codes that mean: no answer from PostgreSQL now. */
const CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\w{3}|57P0[1-3]|53300|P1001|P1002|P1008|P1017|P2024|P2028)$/;
/** pg says these without a code. */
const MESSAGES =
  /connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/i;

/** Whether the error, or one that it was caused by, says that the database cannot be reached. */
export function isDatabaseAway(error: unknown): boolean {
  for (let current: unknown = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string' && CODES.test(current.code))
      return true;
    if (MESSAGES.test(current.message)) return true;
    if (current instanceof AggregateError && current.errors.some(isDatabaseAway)) return true;
  }
  return false;
}
