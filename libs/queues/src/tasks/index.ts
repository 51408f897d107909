import type { z } from 'zod';
import { alertUnassignedBookings } from './appointments';
import {
  reconcileCallrail,
  reconcileCallrailAccount,
  recordCallrailEvent,
  recordTwilioEvent,
  reviveTranscriptions,
  storeRecording,
  submitRecording,
} from './calls';
import {
  expireFollowups,
  markOverdueTasks,
  processScheduledFollowups,
  sendFollowup,
} from './followups';
import { recordForm } from './leads';
import { cleanupEphemeralSessions, cleanupOldTasks } from './maintenance';
import {
  answerText,
  reconcileUnknownTexts,
  recordCallrailText,
  recordMessageStatus,
  recordTwilioMessage,
  sendStaffText,
  sendText,
  storeMedia,
} from './messaging';
import { applyClerkEvent } from './people';
import { refreshProperty } from './property';
import { attemptRecovery, scanMissedCalls, sweepSlas } from './recovery';
import { generateDailyReport, generateDailyReports } from './reports';
import { pollShunyaJob, processShunyaWebhook, processUwcWebhook } from './shunya';

/** The whole list. A task that is missing here cannot be run; one without a handler does not compile. */
export const tasks = [
  recordCallrailEvent,
  recordTwilioEvent,
  storeRecording,
  submitRecording,
  reviveTranscriptions,
  reconcileCallrail,
  reconcileCallrailAccount,
  recordCallrailText,
  recordTwilioMessage,
  recordMessageStatus,
  storeMedia,
  answerText,
  sendText,
  sendStaffText,
  reconcileUnknownTexts,
  processScheduledFollowups,
  sendFollowup,
  expireFollowups,
  markOverdueTasks,
  alertUnassignedBookings,
  attemptRecovery,
  scanMissedCalls,
  sweepSlas,
  recordForm,
  applyClerkEvent,
  refreshProperty,
  pollShunyaJob,
  processShunyaWebhook,
  processUwcWebhook,
  generateDailyReports,
  generateDailyReport,
  cleanupOldTasks,
  cleanupEphemeralSessions,
] as const;

export type TaskName = (typeof tasks)[number]['name'];
export type PayloadOf<N extends TaskName> = z.output<
  Extract<(typeof tasks)[number], { name: N }>['payload']
>;

export * from './appointments';
export * from './calls';
export * from './followups';
export * from './leads';
export * from './maintenance';
export * from './messaging';
export * from './people';
export * from './property';
export * from './recovery';
export * from './reports';
export * from './shunya';
