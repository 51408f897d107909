export { assignPoolLead, type PoolAssignment } from './assign-pool-lead';
export { changeLead, type LeadPatch } from './change-lead';
export { createLead, type NewLead } from './create-lead';
export { getLead } from './get-lead';
export { LEAD_STATUSES, type LeadStatus } from './lead-status';
export { listLeadPool, listLeads, type ListLeadsRequest } from './list-leads';
export { requestPoolLead } from './request-pool-lead';
