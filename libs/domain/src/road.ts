// The use cases of the road from a call to its insight; the worker maps a task to each.
export { createRecordCallrailEvent } from './calls/record-callrail-event';
export { createRecordTwilioEvent } from './calls/record-twilio-event';
export { createReviveTranscriptions } from './calls/revive-transcriptions';
export { createStoreRecording } from './calls/store-recording';
export { createSubmitRecording, type SubmitRecordingDeps } from './calls/submit-recording';
export { createCallrailAccounts, type CallrailAccounts } from './integrations/callrail-accounts';
export { createSetAside } from './deliveries/set-aside';
export { createTwilioAccounts, type TwilioAccounts } from './integrations/twilio-accounts';
export { createCleanupOldTasks } from './maintenance/cleanup-old-tasks';
export { createGenerateDailyReport } from './reports/generate-daily-report';
export { createGenerateDailyReports } from './reports/generate-daily-reports';
export { createAdvanceJob, type AdvanceJob } from './shunya/advance-job';
export type { ShunyaDeps } from './shunya/job-scene';
export { createPollShunyaJob } from './shunya/poll-job';
export { createProcessShunyaWebhook } from './shunya/process-webhook';
export type { Clock } from './time/clock';
export { createCleanupEphemeralSessions } from './visits/cleanup-ephemeral-sessions';
