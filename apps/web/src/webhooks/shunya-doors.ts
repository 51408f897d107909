import type { ActiveCompanies } from '@otto/domain';
import { parseShunyaWebhook, verifyShunyaSignature } from '@otto/integrations';
import { processShunyaWebhook } from '@otto/queues';
import { Problem } from '../http/problem';
import { contentHash } from './content-hash';
import type { Door, Fields, Inbound, Reading, Verdict } from './door';
import { isKnown } from './is-known';
import { keyOf } from './key-of';

/** They differ each time the same news is sent. */
const VOLATILE = ['timestamp', 'processed_at', 'created_at', 'analyzed_at'];

export interface ShunyaDoorDeps {
  readonly companies: ActiveCompanies;
  readonly secrets: readonly string[];
  readonly maxAgeSeconds: number;
}

export function createShunyaDoors(deps: ShunyaDoorDeps): Door[] {
  return [
    {
      provider: 'shunya',
      event: 'job',
      path: '/webhooks/shunya',
      aliases: ['/api/v1/shunya/webhook'],
      task: processShunyaWebhook,
      verify: async (inbound) => verify(deps, inbound),
      read: (fields, _companyId, inbound) => read(deps, fields, inbound),
    },
  ];
}

function verify({ secrets, maxAgeSeconds }: ShunyaDoorDeps, { rawBody, header }: Inbound): Verdict {
  const signature = header('x-shunya-signature');
  const timestamp = header('x-shunya-timestamp');
  if (verifyShunyaSignature({ rawBody, signature, timestamp, secrets, maxAgeSeconds })) {
    return { isGenuine: true, companyId: null };
  }
  const reason = signature && timestamp ? 'wrong signature or stale' : 'no signature or timestamp';
  return { isGenuine: false, companyId: null, reason };
}

async function read(deps: ShunyaDoorDeps, fields: Fields, inbound: Inbound): Promise<Reading> {
  const { taskId, seq, companyId, status, stage } = parseShunyaWebhook(fields);
  const id = taskId ?? seq?.toString() ?? inbound.header('x-shunya-task-id');
  if (!id) throw new Problem(400, 'BAD_REQUEST', 'The id of the job is missing.');
  if (!companyId) throw new Problem(400, 'BAD_REQUEST', 'The company is missing.');
  const isOurs = await isKnown(deps.companies, companyId);
  const event = `${stage ?? 'job'}.${status ?? 'unknown'}`;
  return {
    event,
    companyId: isOurs ? companyId : null,
    isOurs,
    // A company that is not ours has no conversations here to compare with.
    conversationSeq: isOurs ? seq : null,
    deliveryKey: keyOf(id, event, contentHash(fields, VOLATILE)),
  };
}
