import type { LiveEnvelope } from '@otto/domain';
import type { SignedInUser } from '../http/authenticate';

/** Tells a slow reader how many events it has lost. */
export function droppedNotice(user: SignedInUser | undefined, dropped: number): string {
  const notice: LiveEnvelope = {
    version: '1',
    event: 'system.buffer_dropped',
    ts: new Date().toISOString(),
    severity: 'warn',
    trace_id: null,
    tenant_id: user?.companyId ?? '',
    data: { dropped },
  };
  return JSON.stringify(notice);
}
