export { escalateRecovery } from './escalate-recovery';
export {
  countRecoveriesByStatus,
  getRecovery,
  listRecoveries,
  readProcessor,
  type ListRecoveriesRequest,
} from './list-recoveries';
export { processRecovery } from './process-recovery';
export { queueCall } from './queue-call';
export { RECOVERY_STATUSES } from './recovery';
export {
  listMissedLeads,
  missedCallCounts,
  recoveryMetrics,
  type MissedLeadsRequest,
} from './recovery-metrics';
export { PRIORITIES } from './recovery-row';
