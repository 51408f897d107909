import { setTimeout as wait } from 'node:timers/promises';
import { createSqlPool } from '@otto/db/sql';
import { seedCalls } from '../../otto/seed/seed-calls';
import type { Progress } from '../harness/progress';
import { residentMemory } from '../harness/resident-memory';
import type { BenchServers } from '../harness/servers';
import { createSessionKeys, type SessionKeys } from '../harness/session-keys';
import { startWeb } from '../harness/start-web';
import { percentile } from '../harness/statistics';
import { connectAll, type Person } from './clients';
import type { Figures } from './goals';
import { createPublisher } from './publish';

export interface Settings {
  readonly sockets: number;
  readonly tenants: number;
  readonly events: number;
}

interface Run {
  readonly servers: BenchServers;
  readonly settings: Settings;
  readonly progress: Progress;
}

/** Between two events; the sweep of pings, every 20 s, falls into some of them. */
const PAUSE_MS = 250;
const LAST_MS = 5_000;
/** Until memory has come to rest. */
const REST_MS = 5_000;
const PEOPLE_OF_A_COMPANY = 3;

/** One web process, so many sockets, and events to one tenant after the other. */
export async function runSocketsBench(run: Run): Promise<Figures> {
  const { servers, settings, progress } = run;
  const keys = createSessionKeys();
  const people = await seed(run, keys);
  const web = await startWeb(servers, keys);
  const publisher = await createPublisher(servers);
  try {
    await warmUp(web.url, people);
    await wait(REST_MS);
    const idleMb = await residentMemory(web.pid);
    progress(`web is ready with ${idleMb.toFixed(0)} MB`);
    const arrivals = new Map<string, number[]>();
    const onEvent = (key: string, atMs: number) => void arrivals.get(key)?.push(atMs);
    const sockets = await connectAll(`${web.url.replace('http', 'ws')}/ws`, people, onEvent);
    await wait(REST_MS);
    const busyMb = await residentMemory(web.pid);
    progress(`${sockets.length} sockets are signed in, with ${busyMb.toFixed(0)} MB`);
    const latencies: number[] = [];
    const companies = [...new Set(people.map(({ companyId }) => companyId))];
    const perTenant = settings.sockets / settings.tenants;
    for (let index = 0; index < settings.events; index += 1) {
      const key = `bench-${index}`;
      const times: number[] = [];
      arrivals.set(key, times);
      const companyId = companies[index % companies.length] as string;
      const publishedAt = await publisher.publish(companyId, key);
      const until = performance.now() + LAST_MS;
      while (times.length < perTenant && performance.now() < until) await wait(5);
      latencies.push(...times.map((at) => at - publishedAt));
      await wait(PAUSE_MS);
    }
    for (const socket of sockets) socket.removeAllListeners('close').terminate();
    const ofLatency = (share: number) => percentile(latencies, share) ?? NaN;
    return {
      ...settings,
      p50Ms: ofLatency(0.5),
      p95Ms: ofLatency(0.95),
      p99Ms: ofLatency(0.99),
      maxMs: ofLatency(1),
      received: latencies.length,
      expected: settings.events * perTenant,
      idleMb,
      busyMb,
      kbPerSocket: ((busyMb - idleMb) * 1_024) / sockets.length,
    };
  } finally {
    await publisher.close();
    await web.stop();
  }
}

/** Companies with the people who connect, each with several sockets; reps get only what is theirs. */
async function seed({ servers, settings }: Run, keys: SessionKeys): Promise<Person[]> {
  const { sockets, tenants } = settings;
  const sql = createSqlPool({ url: servers.databaseUrl, max: 2, name: 'bench-seed' });
  try {
    await seedCalls(sql, { companies: tenants, calls: tenants * 10 });
    const users = await sql.query<{ id: string; companyId: string }>(
      `select id, company_id as "companyId" from users
       where company_id like 'org_seed_%' and role in ('manager', 'csr')
       order by row_number() over (partition by company_id order by id), company_id limit $1`,
      [tenants * PEOPLE_OF_A_COMPANY],
    );
    const all = users.map((user) => ({ companyId: user.companyId, token: keys.tokenOf(user) }));
    return Array.from({ length: sockets }, (_, index) => all[index % all.length] as Person);
  } finally {
    await sql.close();
  }
}

/** What a process has once it has served anybody at all is not the sockets'. */
async function warmUp(url: string, people: readonly Person[]): Promise<void> {
  for (const { token } of people.slice(0, 200)) {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${url}/api/v1/users/me`, { headers });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`users/me answered ${answer.status}`);
  }
  const none = () => undefined;
  const few = await connectAll(`${url.replace('http', 'ws')}/ws`, people.slice(0, 50), none);
  for (const socket of few) socket.removeAllListeners('close').terminate();
}
