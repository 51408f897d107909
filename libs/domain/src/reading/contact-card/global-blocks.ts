import { callSummary } from './call-summary';
import { messageRow, taskRow, timelineRow } from './rows';
import type { LoadedContact } from './load-contact';
import type { SignUrl } from '../call-view';

/** Lists that several parts of a client's screen share. */
export function globalBlocks(loaded: LoadedContact, signUrl: SignUrl) {
  const [latest] = loaded.analyses;
  return {
    allCalls: loaded.calls.map((call) => callSummary(call, signUrl)),
    allMessages: loaded.messages.map(messageRow),
    automationEvents: loaded.timeline
      .filter((entry) => entry.eventType.startsWith('automation_'))
      .map(timelineRow),
    pendingActions: loaded.tasks.filter((task) => task.status !== 'completed').map(taskRow),
    aiInsights: latest
      ? {
          callId: latest.callId,
          keyPoints: latest.keyPoints,
          nextSteps: latest.nextSteps,
          urgencySignals: latest.urgencySignals,
          missedOpportunities: latest.missedOpportunities,
          riskAssessment: latest.riskAssessment,
          sentimentScore: latest.sentimentScore,
        }
      : null,
  };
}
