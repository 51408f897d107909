import { createCall } from '../callrail/create-call';
import type { CallBook } from '../callrail/call-book';
import { postCallWebhooks } from '../callrail/post-call-webhooks';
import type { SimulatedCall } from '../callrail/simulated-call';
import { companyOf } from '../companies';
import type { SandboxDeps } from '../sandbox-deps';
import { findScenario } from '../scenarios';
import { SimulationError } from './simulation-error';
import type { SimulateCallRequest } from './simulate-schema';

export interface SimulatorDeps extends SandboxDeps {
  readonly calls: CallBook;
  nextCaller(): string;
}

const AT_ONCE = 10;

/** Lets people call: returns at once, the webhooks follow. */
export function createSimulator(deps: SimulatorDeps) {
  return (request: SimulateCallRequest): SimulatedCall[] => {
    const calls = Array.from({ length: request.count }, () => ringUp(deps, request));
    const waiting = [...calls];
    const line = async () => {
      for (let call = waiting.shift(); call; call = waiting.shift()) {
        await postCallWebhooks(deps, call, request);
      }
    };
    for (let index = 0; index < Math.min(AT_ONCE, calls.length); index++) deps.background.run(line);
    return calls;
  };
}

function ringUp(deps: SimulatorDeps, request: SimulateCallRequest): SimulatedCall {
  const company = companyOf(deps, request.companyId);
  const scenario = findScenario(request.scenario);
  if (!scenario) throw new SimulationError('there is no such scenario');
  const call = createCall({
    company,
    scenario,
    from: request.from ?? deps.nextCaller(),
    to: request.to ?? company.trackingNumber,
    now: deps.now(),
    recordingDelayMs: request.recordingDelayMs,
    recordingUrlTtlMs: request.recordingUrlTtlMs ?? deps.config.callrail.recordingUrlTtlMs,
  });
  deps.calls.add(call);
  return call;
}
