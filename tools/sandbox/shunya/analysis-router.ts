import { Router, type Request } from 'express';
import { findCall } from './find-call';
import type { ShunyaCall, ShunyaTask } from './shunya-call';
import { ShunyaError } from './shunya-error';
import { analyse, type ShunyaDeps } from './work';

const PARTS = ['summary', 'compliance', 'objections', 'qualification'] as const;
const TARGET_ROLES = ['sales_rep', 'customer_rep', 'sales_manager', 'admin'];

export function createAnalysisRouter(deps: ShunyaDeps): Router {
  const { shunyaCalls, background } = deps;
  const router = Router()
    .post('/start/:call_id', (request, response) => {
      const call = findCall(shunyaCalls, request, response);
      if (call.transcript === null) {
        throw new ShunyaError('NOT_FOUND', 'this call has no transcript yet');
      }
      const task = shunyaCalls.startAnalysis(call);
      background.run(() => analyse(deps, call, task));
      response.json({
        success: true,
        message: 'Analysis has started',
        call_id: call.callId,
        task_id: task.taskId,
        status: task.status,
      });
    })
    .get('/status/:call_id', (request, response) => {
      const call = findCall(shunyaCalls, request, response);
      const { status } = startedAnalysis(call);
      const progress = Object.fromEntries(PARTS.map((part) => [part, status]));
      response.json({ success: true, call_id: call.callId, status, progress });
    })
    .get('/complete/:call_id', (request, response) => {
      const call = findCall(shunyaCalls, request, response);
      const target_role = targetRoleOf(request);
      response.json({ success: true, call_id: call.callId, target_role, ...resultOf(call) });
    });
  for (const part of PARTS) {
    router.get(`/${part}/:call_id`, (request: Request<{ call_id: string }>, response) => {
      const call = findCall(shunyaCalls, request, response);
      const content = resultOf(call)[part] as object | undefined;
      response.json({ success: true, call_id: call.callId, ...content });
    });
  }
  return router;
}

function startedAnalysis(call: ShunyaCall): ShunyaTask {
  if (call.analysis !== null) return call.analysis;
  throw new ShunyaError('ANALYSIS_NOT_AVAILABLE', 'no analysis was started for this call');
}

/** While the work goes on, the refusal comes inside HTTP 200, as the real one does at times. */
function resultOf(call: ShunyaCall): Readonly<Record<string, unknown>> {
  const { result } = startedAnalysis(call);
  if (result !== null) return result;
  throw new ShunyaError('ANALYSIS_NOT_AVAILABLE', 'the analysis is not there yet', {
    isInside200: true,
  });
}

function targetRoleOf(request: Request): string {
  const role = request.get('X-Target-Role') ?? 'sales_rep';
  if (!TARGET_ROLES.includes(role)) throw new ShunyaError('BAD_REQUEST', 'unknown X-Target-Role');
  return role;
}
