import type { PendingAction } from '../analysis/sections/pending-actions';
import { uniqueKey } from '../json/unique-key';
import { parseMoment } from '../time/parse-moment';
import { assigneeOf, type ActionType, type ContactMethod, type TaskAssignee } from './action-types';

/** A task that Otto is about to store, from a call or of its own. */
export interface NewTask {
  readonly description: string;
  readonly assignedTo: TaskAssignee;
  readonly assigneeId?: string | null;
  readonly source: 'shunya' | 'otto';
  readonly actionType: ActionType;
  readonly contactMethod: ContactMethod | null;
  readonly priority?: 'high' | 'medium';
  readonly rawText?: string | null;
  readonly confidence?: number | null;
  /** At most one task that is not cancelled has it. */
  readonly uniqueKey: string;
  readonly dueAt: Date;
}

export interface TaskScene {
  readonly contactCardId: string;
  /** The CSR who had the call. */
  readonly ownerId: string | null;
  readonly timezone: string;
  readonly now: Date;
}

const DEFAULT_DUE_MS = 24 * 3_600_000;

/** The task that a promise in a call amounts to. Without a readable time it is due a day later. */
export function taskFromAction(action: PendingAction, scene: TaskScene): NewTask {
  const actionType = action.actionType ?? 'custom';
  const assignedTo = assigneeOf(actionType);
  return {
    description: action.description,
    assignedTo,
    assigneeId: assignedTo === 'csr' ? scene.ownerId : null,
    source: 'shunya',
    actionType,
    contactMethod: action.contactMethod,
    rawText: action.rawText,
    confidence: action.confidence,
    uniqueKey: uniqueKey('shunya', action.description, scene.contactCardId),
    dueAt: dueOf(action, scene),
  };
}

/** Asks the office for the time of a booking that came without one; at most once per call. */
export function confirmTimeTask(callId: string, said: string | null, scene: TaskScene): NewTask {
  return {
    description: 'Confirm appointment time',
    assignedTo: 'csr',
    assigneeId: scene.ownerId,
    source: 'otto',
    actionType: 'confirm_appointment',
    contactMethod: null,
    rawText: said,
    confidence: null,
    uniqueKey: uniqueKey('otto', 'confirm-appointment-time', callId),
    dueAt: new Date(scene.now.getTime() + DEFAULT_DUE_MS),
  };
}

function dueOf(action: PendingAction, scene: TaskScene): Date {
  const named = action.dueAt === null ? null : parseMoment(action.dueAt, scene.timezone);
  return named ?? new Date(scene.now.getTime() + DEFAULT_DUE_MS);
}
