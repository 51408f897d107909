/** SQL that PostgreSQL parses and plans once for each connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

const known = new Map<string, Statement>();

/**
 * Marks SQL as worth planning once: statements of hot paths whose best plan does not depend on
 * their values. A pooler between Otto and PostgreSQL must support prepared statements (PgBouncer
 * does from 1.21 on).
 */
export function planOnce(text: string): Statement {
  const statement = known.get(text) ?? { name: `otto_${known.size}`, text };
  known.set(text, statement);
  return statement;
}

export const textOf = (sql: string | Statement): string =>
  typeof sql === 'string' ? sql : sql.text;
