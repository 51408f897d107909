import {
  insertAuditEntry,
  lockCompany,
  saveMissedCallSettings,
  updateCompany,
  type TenantTx,
} from '@otto/db';
import { DomainError } from '../errors';
import type { Viewer } from '../reading/viewer';
import { getCompany } from './get-company';
import { changesOf, faultOf, type SettingsPatch } from './settings';

/** Changes the settings that the patch names; one that says what is so already changes nothing. */
export async function changeCompany(tx: TenantTx, viewer: Viewer, patch: SettingsPatch) {
  await lockCompany(tx);
  const before = await getCompany(tx);
  const { missedCalls = {}, ...own } = patch;
  const fault = faultOf(
    { ...before, ...given(own) },
    { ...before.missedCalls, ...given(missedCalls) },
  );
  if (fault !== null) throw new DomainError('INVALID_INPUT', fault);

  const changes = changesOf(before, own);
  const ofMissedCalls = changesOf(before.missedCalls, missedCalls);
  if (Object.keys(changes).length > 0 && !(await updateCompany(tx, targets(changes)))) {
    throw new DomainError('ALREADY_EXISTS', 'Another company has this name.');
  }
  if (Object.keys(ofMissedCalls).length > 0) {
    await saveMissedCallSettings(tx, targets(ofMissedCalls));
  }
  const all = { ...changes, ...prefixed('missedCalls', ofMissedCalls) };
  if (Object.keys(all).length === 0) return before;
  await insertAuditEntry(tx, {
    companyId: tx.companyId,
    userId: viewer.id,
    action: 'settings_changed',
    resourceType: 'company',
    resourceId: tx.companyId,
    changes: all,
  });
  return getCompany(tx);
}

type Changes = ReturnType<typeof changesOf>;

/** Without what the patch leaves out. */
function given<T extends object>(patch: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(patch).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

const targets = (changes: Changes): Record<string, unknown> =>
  Object.fromEntries(Object.entries(changes).map(([field, { to }]) => [field, to]));

const prefixed = (name: string, changes: Changes): Changes =>
  Object.fromEntries(Object.entries(changes).map(([field, one]) => [`${name}.${field}`, one]));
