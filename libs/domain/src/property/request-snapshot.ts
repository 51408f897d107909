import { findPropertyScene, findVisibleContactCard, type TenantTx } from '@otto/db';
import { refreshProperty, type Enqueuer } from '@otto/queues';
import { DomainError, noSuchRecord } from '../errors';
import { contactScope, type Viewer } from '../reading/viewer';
import { addressHash, addressLine } from './address';

/** How long what is known of a house counts as new. */
const FRESH_MS = 30 * 86_400_000;

/** Has the facts of the customer's house looked up anew; asked twice, it is one job. */
export async function requestSnapshot(
  tx: TenantTx,
  viewer: Viewer,
  contactCardId: string,
  { jobs }: { readonly jobs: Enqueuer },
): Promise<{ jobId: string; status: 'queued' }> {
  const contact = await findVisibleContactCard(tx, contactCardId, contactScope(viewer));
  if (!contact) throw noSuchRecord();
  const line = addressLine(contact);
  if (line === null) throw new DomainError('INVALID_STATE', 'The customer has no address.');
  const payload = { contactCardId, addressHash: addressHash(line) };
  const { id } = await jobs.enqueue(tx, refreshProperty, payload);
  return { jobId: id, status: 'queued' };
}

/** The same when something new is known of a customer, unless their house is, and since lately. */
export async function requestSnapshotIfStale(
  tx: TenantTx,
  contactCardId: string,
  { jobs, now }: { readonly jobs: Enqueuer; readonly now: Date },
): Promise<void> {
  const contact = await findPropertyScene(tx, contactCardId);
  const line = contact && addressLine(contact);
  const at = contact?.propertySnapshotAt ?? null;
  if (line === null || (at !== null && at.getTime() > now.getTime() - FRESH_MS)) return;
  const payload = { contactCardId, addressHash: addressHash(line), isAutomatic: true };
  await jobs.enqueue(tx, refreshProperty, payload);
}
