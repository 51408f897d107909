import { createSqlPool, type SqlPool } from '@otto/db/sql';
import { seedCalls } from '../../otto/seed/seed-calls';
import type { Progress } from '../harness/progress';
import type { BenchServers } from '../harness/servers';
import { createSessionKeys, type SessionKeys } from '../harness/session-keys';
import { startWeb } from '../harness/start-web';
import { CASES, type Case } from './cases';
import { countRows } from './count-rows';
import { drive, type Ask } from './drive';
import { measureFrame } from './frame';
import type { Figures, MeasuredCase } from './goals';
import { findAskers, type Asker } from './people';

const COMPANIES = 50;
const WARM_UP_SECONDS = 1;

export interface Settings {
  /** 0 takes those that the database has. */
  readonly calls: number;
  readonly connections: number;
  /** Of each drive. */
  readonly seconds: number;
  /** Of the comparison with the bare route. */
  readonly rounds: number;
  /** Only cases whose names have this in them. */
  readonly only?: string | undefined;
  /** Arguments of node for the web service, e.g. --cpu-prof. */
  readonly nodeArgs: readonly string[];
}

interface Run {
  readonly servers: BenchServers;
  readonly settings: Settings;
  readonly progress: Progress;
}

/** Seeds, asks every case of the built web service, and compares the frame with a bare route. */
export async function runApiBench(run: Run): Promise<Figures> {
  const { servers, settings, progress } = run;
  const sql = createSqlPool({ url: servers.databaseUrl, max: 2, name: 'bench' });
  try {
    const keys = createSessionKeys();
    const seedSeconds = await seed(sql, run);
    const askers = await findAskers(sql, keys);
    const cases = await measureCases(run, keys, askers);
    const rounds = settings.rounds > 0 ? await measureFrame(run, keys, askers) : [];
    progress('done');
    return { seedSeconds, calls: settings.calls, cases, rounds };
  } finally {
    await sql.close();
  }
}

async function seed(sql: SqlPool, { settings, progress }: Run): Promise<number | null> {
  if (settings.calls === 0) return null;
  const startedAt = performance.now();
  await seedCalls(sql, { companies: COMPANIES, calls: settings.calls });
  const seconds = (performance.now() - startedAt) / 1_000;
  progress(`${settings.calls} calls in ${COMPANIES} companies, in ${seconds.toFixed(1)} s`);
  await sql.query('vacuum analyze');
  await sql.query('checkpoint').catch(() => undefined);
  return seconds;
}

async function measureCases(
  { servers, settings, progress }: Run,
  keys: SessionKeys,
  askers: readonly Asker[],
): Promise<MeasuredCase[]> {
  const chosen = CASES.filter(({ name }) => name.includes(settings.only ?? ''));
  const web = await startWeb(servers, keys, { nodeArgs: settings.nodeArgs });
  try {
    const measured: MeasuredCase[] = [];
    for (const one of chosen) {
      const asks = asksOf(one, askers);
      const rows = await countRows(web.url, asks[0]);
      if (rows === 0) throw new Error(`${one.name}: the first answer has no rows`);
      await drive(web, asks, { ...settings, seconds: WARM_UP_SECONDS });
      const result = await drive(web, asks, settings);
      measured.push({ name: one.name, kind: one.kind, rows, ...result });
      progress(`${one.name}: p95 ${result.p95Ms.toFixed(1)} ms`);
    }
    return measured;
  } finally {
    await web.stop();
  }
}

const asksOf = ({ role, path }: Case, askers: readonly Asker[]): Ask[] =>
  askers
    .filter((asker) => asker.role === role)
    .map((asker) => ({ path: path(asker), token: asker.token }));
