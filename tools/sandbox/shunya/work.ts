import type { SandboxDeps } from '../sandbox-deps';
import { fetchAudio } from './fetch-audio';
import type { ShunyaSwitches } from './options';
import { shapeAnalysis } from './result-shapes';
import type { ShunyaCall, ShunyaTask } from './shunya-call';
import type { ShunyaCalls } from './shunya-calls';
import { transcriptOf } from './transcript';
import { sendShunyaWebhook } from './webhooks';

export interface ShunyaDeps extends SandboxDeps {
  readonly shunyaCalls: ShunyaCalls;
  readonly switches: ShunyaSwitches;
}

/** Hears the audio out and writes the transcript, which takes its time. */
export async function transcribe(
  deps: ShunyaDeps,
  call: ShunyaCall,
  audioUrl: string,
): Promise<void> {
  const slowness = deps.background.wait(deps.switches.current.resultDelayMs);
  // Awaited below; if the sandbox ends while the audio is fetched nobody is there to catch it.
  slowness.catch(() => undefined);
  let failure: string | null = null;
  try {
    const audio = await fetchAudio(audioUrl, deps.background.signal);
    const recognised = deps.recordings.recognise(audio);
    if (recognised === null) failure = 'no speech could be recognised in the audio';
    else Object.assign(call, { scenario: recognised.scenario, simulatedCallId: recognised.callId });
  } catch (error) {
    failure = `audio could not be fetched: ${error instanceof Error ? error.message : 'unknown'}`;
  }
  await slowness;
  call.transcript = call.scenario === null ? null : transcriptOf(call.scenario);
  await finish(deps, call, call.transcription, { failure, result: call.transcript });
}

/** Makes up its mind about a transcribed call, which takes its time. */
export async function analyse(deps: ShunyaDeps, call: ShunyaCall, task: ShunyaTask): Promise<void> {
  await deps.background.wait(deps.switches.current.resultDelayMs);
  const company = deps.config.companies.find(({ id }) => id === call.companyId);
  const analysis = call.scenario?.analyse({
    now: task.acceptedAt,
    timezone: company?.timezone ?? 'UTC',
  });
  const result = analysis && shapeAnalysis(analysis, deps.switches.current.resultShape);
  const failure = result ? null : 'there is nothing to analyse';
  await finish(deps, call, task, { failure, result: result ?? null });
}

async function finish(
  deps: ShunyaDeps,
  call: ShunyaCall,
  task: ShunyaTask,
  outcome: Pick<ShunyaTask, 'failure' | 'result'>,
): Promise<void> {
  const status = outcome.failure === null ? 'completed' : 'failed';
  Object.assign(task, outcome, { status, readyAt: deps.now() });
  deps.journal.write({
    provider: 'shunya',
    direction: 'event',
    what: `${task.stage} of call ${call.callId} ${status}`,
    companyId: call.companyId,
    request: { taskId: task.taskId, simulatedCallId: call.simulatedCallId },
    answer: outcome.failure,
  });
  if (deps.switches.current.webhooks) await sendShunyaWebhook(deps, call, task);
}
