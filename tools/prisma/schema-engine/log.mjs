export const isDebug = process.env.SCHEMA_ENGINE_DEBUG === '1';

/** The CLI looks for errors of this target only. */
const target = 'schema_engine::logger';

/** Writes one log line in the form that the CLI parses to show errors to the user. */
export function log(level, fields) {
  const line = { timestamp: new Date().toISOString(), level, fields, target };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
