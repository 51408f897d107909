import type { SimulatedCall } from '../callrail/simulated-call';
import type { ShunyaCall, ShunyaTask } from '../shunya/shunya-call';

/** How far a simulated call has come on the providers' side. */
export function callReport(call: SimulatedCall, atShunya: ShunyaCall | null) {
  const { callId, numericId, company, scenario, from, to, durationSeconds, webhooks } = call;
  return {
    callId,
    numericId,
    companyId: company.id,
    scenario: scenario.name,
    from,
    to,
    startedAt: call.startedAt.toISOString(),
    durationSeconds,
    webhooks,
    shunya: atShunya && {
      callId: atShunya.callId,
      transcription: taskReport(atShunya.transcription),
      analysis: atShunya.analysis && taskReport(atShunya.analysis),
    },
  };
}

function taskReport({ taskId, status, acceptedAt, readyAt, failure }: ShunyaTask) {
  return {
    taskId,
    status,
    acceptedAt: acceptedAt.toISOString(),
    readyAt: readyAt?.toISOString() ?? null,
    failure,
  };
}
