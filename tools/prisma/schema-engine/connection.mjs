import { parse } from 'pg-connection-string';

/**
 * Settings for pg, each on its own: beside a `connectionString`, pg ignores `database`, and work
 * meant for a shadow database would go to the main one.
 */
export function connectionSettings(url, database) {
  const { schema: _schema, port, ...rest } = parse(url);
  return {
    ...rest,
    port: port ? Number(port) : 5432,
    ...(database ? { database } : {}),
    connectionTimeoutMillis: 5_000,
  };
}

/** The PostgreSQL schema that Prisma's `?schema=` names. */
export function schemaOf(url) {
  return new URL(url).searchParams.get('schema') ?? undefined;
}
