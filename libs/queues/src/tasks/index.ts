import type { z } from 'zod';
import {
  recordCallrailEvent,
  reviveTranscriptions,
  storeRecording,
  submitRecording,
} from './calls';
import { cleanupEphemeralSessions, cleanupOldTasks } from './maintenance';
import { generateDailyReport, generateDailyReports } from './reports';
import { pollShunyaJob, processShunyaWebhook } from './shunya';

/** The whole list. A task that is missing here cannot be run; one without a handler does not compile. */
export const tasks = [
  recordCallrailEvent,
  storeRecording,
  submitRecording,
  reviveTranscriptions,
  pollShunyaJob,
  processShunyaWebhook,
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
export * from './maintenance';
export * from './reports';
export * from './shunya';
