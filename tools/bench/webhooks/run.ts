import { randomBytes } from 'node:crypto';
import { createDatabase } from '@otto/db';
import { createSqlPool, type SqlPool } from '@otto/db/sql';
import { seedCompany, type SeededCompany } from '@otto/testkit';
import type { Progress } from '../harness/progress';
import type { BenchServers } from '../harness/servers';
import { drive } from './drive';
import type { Figures, Measured, SubjectName } from './report/figures';
import { createCallrailSender } from './senders/callrail';
import type { Sender } from './senders/sender';
import { createShunyaSender } from './senders/shunya';
import { clearStored, countStored } from './stored';
import { startOtto } from './subjects/otto';
import { PLAIN_PATH, startPlainHandler } from './subjects/plain-handler';
import { plainInserts } from './subjects/plain-inserts';
import type { Subject, SubjectOptions } from './subjects/subject';

export interface Settings {
  readonly connections: readonly number[];
  /** Webhooks of a drive for each connection; at least `least` in all. */
  readonly amount: number;
  readonly leastAmount: number;
  readonly rounds: number;
}

const BUSY = 32;

interface Contest {
  readonly name: SubjectName;
  readonly sender: Sender;
  readonly hasJobs: boolean;
  start(): Promise<Subject>;
}

/** All rounds; the subjects take turns in each, in another order every time. */
export async function runWebhooksBench(run: {
  readonly servers: BenchServers;
  readonly settings: Settings;
  readonly progress: Progress;
}): Promise<Figures> {
  const { servers, settings, progress } = run;
  const sql = createSqlPool({ url: servers.databaseUrl, max: 2, name: 'bench' });
  const encryptionKey = randomBytes(32).toString('base64');
  try {
    const company = await seed(servers.databaseUrl, encryptionKey);
    const options: SubjectOptions = {
      databaseUrl: servers.databaseUrl,
      redisUrl: servers.redisUrl,
      encryptionKey,
      shunyaSecret: randomBytes(32).toString('hex'),
      callrailKey: company.callrail.signingKey,
    };
    const contests = contestsOf(company, options);
    const drives: Measured[] = [];
    const inserts: number[] = [];
    for (let round = 0; round < settings.rounds; round += 1) {
      progress(`round ${round + 1} of ${settings.rounds}: plain pg`);
      await clearStored(sql);
      const amount = amountFor(settings, BUSY);
      inserts.push(await plainInserts(servers.databaseUrl, { connections: BUSY, amount }));
      for (const contest of rotated(contests, round)) {
        progress(`round ${round + 1} of ${settings.rounds}: ${contest.name}`);
        drives.push(...(await measure(contest, settings, sql)));
      }
    }
    return { drives, plainInserts: inserts };
  } finally {
    await sql.close();
  }
}

function contestsOf(company: SeededCompany, options: SubjectOptions): Contest[] {
  const { token, signingKey } = company.callrail;
  const path = `/webhooks/callrail/${token}/post-call`;
  const secret = options.shunyaSecret;
  return [
    {
      name: 'otto callrail',
      sender: createCallrailSender({ path, signingKey }),
      hasJobs: true,
      start: () => startOtto(options),
    },
    {
      name: 'otto shunya',
      sender: createShunyaSender({ companyId: company.id, secret }),
      hasJobs: true,
      start: () => startOtto(options),
    },
    {
      name: 'plain handler',
      sender: createCallrailSender({ path: PLAIN_PATH, signingKey }),
      hasJobs: false,
      start: () => startPlainHandler(options),
    },
  ];
}

/** One fresh process, warmed up, at each number of connections. */
async function measure(contest: Contest, settings: Settings, sql: SqlPool): Promise<Measured[]> {
  const subject = await contest.start();
  try {
    const measured: Measured[] = [];
    const warmUp = { connections: BUSY, amount: Math.ceil(settings.leastAmount / BUSY) * BUSY };
    await drive(subject, contest.sender, warmUp);
    for (const connections of settings.connections) {
      await clearStored(sql);
      const amount = amountFor(settings, connections);
      const result = await drive(subject, contest.sender, { connections, amount });
      const { deliveries, jobs } = await countStored(sql);
      if (deliveries !== amount || (contest.hasJobs && jobs !== amount)) {
        throw new Error(
          `${contest.name}: ${amount} accepted, but ${deliveries} rows and ${jobs} jobs stored`,
        );
      }
      measured.push({ subject: contest.name, connections, ...result, rows: deliveries });
    }
    return measured;
  } finally {
    await subject.stop();
  }
}

/** As many for every connection, so that none ends before the others. */
function amountFor({ amount, leastAmount }: Settings, connections: number): number {
  return Math.ceil(Math.max(amount * connections, leastAmount) / connections) * connections;
}

const rotated = <T>(items: readonly T[], by: number): T[] =>
  items.map((_, index) => items[(index + by) % items.length] as T);

async function seed(databaseUrl: string, encryptionKeys: string): Promise<SeededCompany> {
  const database = createDatabase({ url: databaseUrl, poolMax: 2, name: 'bench-seed' });
  try {
    return await seedCompany(database, { encryptionKeys });
  } finally {
    await database.close();
  }
}
