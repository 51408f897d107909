import {
  findAnalysesOfCalls,
  findTranscriptOfCall,
  findVisibleCall,
  type TenantTx,
} from '@otto/db';
import { analysisView, notAnalyzedView } from './analysis-view';
import { callRow, transcriptView, type SignUrl } from './call-view';
import { callScope, type Viewer } from './viewer';

/** The call with what is known of it; null when it does not exist for this viewer. */
export async function getCall(
  tx: TenantTx,
  viewer: Viewer,
  callId: string,
  deps: { readonly signUrl: SignUrl },
) {
  const call = await findVisibleCall(tx, callId, callScope(viewer));
  if (!call) return null;
  const transcript = await findTranscriptOfCall(tx, callId);
  const [analysis] = await findAnalysesOfCalls(tx, [callId]);
  return {
    call: callRow(call, deps.signUrl),
    transcript: transcript ? transcriptView(transcript) : null,
    analysis: analysis ? analysisView(callId, analysis) : null,
  };
}

/** The analysis of the call, `not_analyzed` while there is none; null when there is no such call. */
export async function getCallAnalysis(tx: TenantTx, viewer: Viewer, callId: string) {
  const call = await findVisibleCall(tx, callId, callScope(viewer));
  if (!call) return null;
  const [analysis] = await findAnalysesOfCalls(tx, [callId]);
  return analysis ? analysisView(callId, analysis) : notAnalyzedView(callId);
}
