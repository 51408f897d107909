import { readFileSync } from 'node:fs';
import path from 'node:path';
import { signCallrailBody } from '../../../sandbox/callrail/signature';
import { workspaceRoot } from '../../harness/paths';
import type { Sender } from './sender';

const SAMPLE = path.join(workspaceRoot, 'libs/integrations/src/callrail/samples/post-call.json');

/** Post-call webhooks like the example that CallRail publishes (2.3 KB), of ever new calls. */
export function createCallrailSender(account: {
  readonly path: string;
  readonly signingKey: string;
}): Sender {
  const sample = JSON.parse(readFileSync(SAMPLE, 'utf8')) as Record<string, unknown>;
  const run = Date.now().toString(36);
  let count = 0;
  return {
    path: account.path,
    next: () => {
      count += 1;
      const body = JSON.stringify({ ...sample, id: count, resource_id: `CAL${run}${count}` });
      const signature = signCallrailBody(account.signingKey, body);
      return { body, headers: { 'content-type': 'application/json', signature } };
    },
  };
}
