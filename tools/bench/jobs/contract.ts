import { migrate } from '@otto/testkit';
import { createContender, type ContenderName, type Servers } from './contenders';
import { verbs, type VerbName, type VerbOptions } from './verbs';
import { runVerb } from './verbs/run-verb';

export const CONTRACT_VERBS = ['setup', ...(Object.keys(verbs) as VerbName[]), 'pending'] as const;
export type ContractVerb = (typeof CONTRACT_VERBS)[number];

/** One verb of the line protocol, on the servers of the environment, as the whole of this process. */
export async function runContract(
  verb: ContractVerb,
  contenderName: ContenderName,
  options: VerbOptions,
): Promise<void> {
  const servers = readServers(process.env);
  const contender = createContender(contenderName, servers);
  if (verb === 'setup') {
    await migrate(servers.databaseUrl);
    await contender.setup();
  } else if (verb === 'pending') {
    console.log(await contender.countPending());
  } else {
    await runVerb(verbs[verb], contender, options);
  }
}

function readServers(env: NodeJS.ProcessEnv): Servers {
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = env;
  if (!databaseUrl || !redisUrl) throw new Error('--contract needs DATABASE_URL and REDIS_URL');
  return { databaseUrl, redisUrl };
}
