const CSR_ACTIONS = [
  'call_back',
  'follow_up_call',
  'check_in',
  'send_quote',
  'send_estimate',
  'send_contract',
  'send_info',
  'send_photos',
  'send_details',
  'schedule_appointment',
  'schedule_visit',
  'reschedule',
  'confirm_appointment',
  'verify_insurance',
  'verify_details',
  'check_availability',
  'confirm_address',
  'prepare_contract',
  'collect_documents',
  'send_invoice',
  'setup_financing',
  'process_payment',
  'send_payment_link',
] as const;
const REP_ACTIONS = ['site_visit', 'inspection', 'measurement'] as const;
const MANAGER_ACTIONS = ['escalate', 'manager_review', 'get_approval'] as const;

export const ACTION_TYPES = [...CSR_ACTIONS, ...REP_ACTIONS, ...MANAGER_ACTIONS, 'custom'] as const;
export type ActionType = (typeof ACTION_TYPES)[number];

export const CONTACT_METHODS = ['phone', 'email', 'sms', 'in_person', 'any'] as const;
export type ContactMethod = (typeof CONTACT_METHODS)[number];

export type TaskAssignee = 'csr' | 'rep' | 'manager' | 'ai';

/** Who does what after a call in the office; what no group claims stays with the office. */
export function assigneeOf(action: ActionType): TaskAssignee {
  if ((REP_ACTIONS as readonly string[]).includes(action)) return 'rep';
  return (MANAGER_ACTIONS as readonly string[]).includes(action) ? 'manager' : 'csr';
}
