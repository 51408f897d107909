import type { ShunyaCall, ShunyaTask, Stage } from './shunya-call';
import { createTaskId, shapeOfTask } from './task-id';

export interface ShunyaCalls {
  find(companyId: string, callId: number): ShunyaCall | null;
  findSimulated(simulatedCallId: string): ShunyaCall | null;
  /** A call sent in again starts anew. */
  add(companyId: string, callId: number, callType: string): ShunyaCall;
  startAnalysis(call: ShunyaCall): ShunyaTask;
}

/** What was sent in to Shunya, and the tasks that came of it. */
export function createShunyaCalls(now: () => Date): ShunyaCalls {
  const calls = new Map<string, ShunyaCall>();
  const runs = new Map<string, number>();
  let lastTranscriptId = 0;

  const createTask = (companyId: string, callId: number, stage: Stage): ShunyaTask => {
    const work = `${companyId}:${callId}:${stage}`;
    const run = (runs.get(work) ?? 0) + 1;
    runs.set(work, run);
    const name = { companyId, callId, stage, run };
    return {
      taskId: createTaskId(name),
      stage,
      shape: shapeOfTask(name),
      acceptedAt: now(),
      status: 'processing',
      readyAt: null,
      failure: null,
      result: null,
    };
  };

  return {
    find: (companyId, callId) => calls.get(`${companyId}:${callId}`) ?? null,
    findSimulated: (id) =>
      [...calls.values()].findLast(({ simulatedCallId }) => simulatedCallId === id) ?? null,
    add(companyId, callId, callType) {
      const call: ShunyaCall = {
        companyId,
        callId,
        callType,
        transcriptId: ++lastTranscriptId,
        transcription: createTask(companyId, callId, 'transcription'),
        transcript: null,
        scenario: null,
        simulatedCallId: null,
        analysis: null,
      };
      calls.set(`${companyId}:${callId}`, call);
      return call;
    },
    startAnalysis(call) {
      call.analysis = createTask(call.companyId, call.callId, 'analysis');
      return call.analysis;
    },
  };
}
