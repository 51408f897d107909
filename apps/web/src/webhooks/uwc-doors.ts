import {
  parseUwcWebhook,
  UWC_EVENTS,
  verifyUwcSignature,
  type UwcEventName,
} from '@otto/integrations';
import { processUwcWebhook } from '@otto/queues';
import type { Door, Fields, Reading } from './door';
import { isKnown } from './is-known';
import { keyOf } from './key-of';
import type { ShunyaDoorDeps } from './shunya-doors';

/** Shunya's older webhooks, one path for each event. */
export function createUwcDoors(deps: ShunyaDoorDeps): Door[] {
  const { secrets, maxAgeSeconds } = deps;
  return UWC_EVENTS.map((event) => ({
    provider: 'shunya',
    event,
    path: `/webhooks/uwc/${event}`,
    aliases: [],
    task: processUwcWebhook,
    verify: async ({ rawBody, header }) => {
      const signature = header('x-uwc-signature');
      const timestamp = header('x-uwc-timestamp');
      if (verifyUwcSignature({ rawBody, signature, timestamp, secrets, maxAgeSeconds })) {
        return { isGenuine: true, companyId: null };
      }
      const isSigned = signature !== undefined && timestamp !== undefined;
      const reason = isSigned ? 'wrong signature or stale' : 'no signature or timestamp';
      return { isGenuine: false, companyId: null, reason };
    },
    read: (fields) => read(deps, event, fields),
  }));
}

async function read(
  { companies }: ShunyaDoorDeps,
  event: UwcEventName,
  fields: Fields,
): Promise<Reading> {
  const said = parseUwcWebhook(event, fields);
  const isOurs = await isKnown(companies, said.companyId);
  const seq = 'seq' in said ? said.seq : null;
  const [status = null, progress = null] = [fields['status'], fields['progress']].map((value) =>
    typeof value === 'number' || typeof value === 'string' ? `${value}` : null,
  );
  return {
    event,
    companyId: isOurs ? said.companyId : null,
    isOurs,
    conversationSeq: isOurs ? seq : null,
    deliveryKey: keyOf(said.companyId, event, said.jobId, status, progress),
  };
}
