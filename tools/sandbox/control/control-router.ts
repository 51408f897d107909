import { json, Router, type ErrorRequestHandler } from 'express';
import { z, ZodError } from 'zod';
import type { CallBook } from '../callrail/call-book';
import type { SimulatedCall } from '../callrail/simulated-call';
import type { TokenRequest } from '../clerk/issue-token';
import { shunyaOptionsSchema, type ShunyaSwitches } from '../shunya/options';
import type { ShunyaCalls } from '../shunya/shunya-calls';
import { callReport } from './call-report';
import { simulateCallSchema, type SimulateCallRequest } from './simulate-schema';
import { SimulationError } from './simulation-error';

export interface ControlDeps {
  readonly calls: CallBook;
  readonly shunyaCalls: ShunyaCalls;
  readonly switches: ShunyaSwitches;
  simulate(request: SimulateCallRequest): SimulatedCall[];
  issueToken(request: TokenRequest): string | null;
}

const tokenSchema = z.strictObject({
  userId: z.string(),
  expiresInSeconds: z.int().optional(),
  overrides: z.record(z.string(), z.unknown()).optional(),
});

/** What no provider has: the handles by which the sandbox is made to do something. */
export function createControlRouter(deps: ControlDeps): Router {
  return Router()
    .use(json())
    .get('/health', (_request, response) => {
      response.json({ status: 'healthy' });
    })
    .use(createSimulateRouter(deps))
    .post('/tokens', (request, response) => {
      const token = deps.issueToken(tokenSchema.parse(request.body));
      if (token === null) response.status(404).json({ error: 'there is no such user' });
      else response.json({ token });
    })
    .get('/shunya-options', (_request, response) => {
      response.json(deps.switches.current);
    })
    .post('/shunya-options', (request, response) => {
      response.json(deps.switches.change(shunyaOptionsSchema.strict().parse(request.body)));
    })
    .use(badRequest);
}

function createSimulateRouter({ calls, shunyaCalls, simulate }: ControlDeps): Router {
  return Router()
    .post('/simulate/call', (request, response) => {
      const made = simulate(simulateCallSchema.parse(request.body)).map(
        ({ callId, from, startedAt }) => ({ callId, from, startedAt }),
      );
      response.json({ ...made[0], calls: made });
    })
    .get('/simulate/call/:callId', (request, response) => {
      const call = calls.find(request.params.callId);
      if (call) response.json(callReport(call, shunyaCalls.findSimulated(call.callId)));
      else response.status(404).json({ error: 'there is no such call' });
    });
}

const badRequest: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error instanceof ZodError) {
    response.status(400).json({ error: z.prettifyError(error) });
  } else if (error instanceof SimulationError) {
    response.status(400).json({ error: error.message });
  } else {
    next(error);
  }
};
