import type { z } from 'zod';
import {
  reconcileCallrail,
  reconcileCallrailAccount,
  recordCallrailEvent,
  recordTwilioEvent,
  reviveTranscriptions,
  storeRecording,
  submitRecording,
} from './calls';
import { recordForm } from './leads';
import { cleanupEphemeralSessions, cleanupOldTasks } from './maintenance';
import {
  recordCallrailText,
  recordMessageStatus,
  recordTwilioMessage,
  storeMedia,
} from './messaging';
import { applyClerkEvent } from './people';
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
  recordForm,
  applyClerkEvent,
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

export * from './calls';
export * from './leads';
export * from './maintenance';
export * from './messaging';
export * from './people';
export * from './reports';
export * from './shunya';
