import { randomInt } from 'node:crypto';
import type { ShunyaTask, Stage } from './shunya-call';

export interface TaskName {
  readonly companyId: string;
  readonly callId: number;
  readonly stage: Stage;
  /** 1 for the first time that this stage of the call is worked on. */
  readonly run: number;
}

/** Both payload shapes occur for both stages, in turns. */
export function shapeOfTask({ callId, stage, run }: TaskName): ShunyaTask['shape'] {
  return (callId + run + (stage === 'analysis' ? 1 : 0)) % 2 === 0 ? 'A' : 'B';
}

/** Ids that go with shape A say nothing, those of shape B tell the call and the stage. */
export function createTaskId(name: TaskName): string {
  if (shapeOfTask(name) === 'A') return `tsk-${randomInt(2 ** 47)}`;
  const { callId, companyId, stage, run } = name;
  return `call_${callId}_${companyId}_${stage}${run === 1 ? '' : `_r${run}`}`;
}
