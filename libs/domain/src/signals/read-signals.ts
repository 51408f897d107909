import {
  countVisibleSignals,
  findVisibleSignal,
  findVisibleSignals,
  markAcknowledged,
  type SignalFilter,
  type SignalScope,
  type TenantTx,
} from '@otto/db';
import { noSuchRecord } from '../errors';
import { signalRow } from '../reading/contact-card/rows';
import { nextCursor, sliceOfWindow, type WindowRequest } from '../reading/slice';
import type { Viewer } from '../reading/viewer';

/** Managers and the office see the signals of every customer, a rep those of their own records. */
const signalScope = (viewer: Viewer): SignalScope =>
  viewer.role === 'sales_rep' ? { repId: viewer.id } : {};

export interface ListSignalsRequest extends Omit<SignalFilter, 'scope'>, WindowRequest {}

/** Signals that the viewer may see, newest first. */
export async function listSignals(
  tx: TenantTx,
  viewer: Viewer,
  { limit, offset, cursor, ...asked }: ListSignalsRequest,
) {
  const filter = { ...asked, scope: signalScope(viewer) };
  const signals = await findVisibleSignals(tx, filter, sliceOfWindow({ limit, offset, cursor }));
  const total = await countVisibleSignals(tx, filter);
  const next = nextCursor(signals, limit, ({ createdAt }) => createdAt);
  return { signals: signals.map(signalRow), total, limit, offset, nextCursor: next };
}

/** Marks a signal as seen. Who was first stays on it. */
export async function acknowledgeSignal(tx: TenantTx, viewer: Viewer, id: string, now: Date) {
  const scope = signalScope(viewer);
  if (!(await findVisibleSignal(tx, id, scope))) throw noSuchRecord();
  await markAcknowledged(tx, id, { by: viewer.id, at: now });
  const signal = await findVisibleSignal(tx, id, scope);
  if (!signal) throw noSuchRecord();
  return signalRow(signal);
}
