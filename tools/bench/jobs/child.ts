/** The measured process of every contender: `node main.js <contender> <verb> <options as JSON>`. */
import { createContender, type ContenderName } from './contenders';
import { verbs, type VerbName, type VerbOptions } from './verbs';
import { runVerb } from './verbs/run-verb';

const [contender, verb, options] = process.argv.slice(2) as [ContenderName, VerbName, string];
const servers = {
  databaseUrl: process.env['DATABASE_URL'] ?? '',
  redisUrl: process.env['REDIS_URL'] ?? '',
};

runVerb(verbs[verb], createContender(contender, servers), JSON.parse(options) as VerbOptions).catch(
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
