import { json, Router, type ErrorRequestHandler } from 'express';
import { z, ZodError } from 'zod';
import type { CallBook } from '../callrail/call-book';
import type { SimulatedCall } from '../callrail/simulated-call';
import type { TokenRequest } from '../clerk/issue-token';
import { createFaultsRouter } from '../faults/faults-router';
import { createOutboxRouter } from '../outbox/outbox-router';
import { simulations } from '../simulations';
import type { SimulationDeps } from '../simulations/simulation';
import { shunyaOptionsSchema, type ShunyaSwitches } from '../shunya/options';
import type { ShunyaCalls } from '../shunya/shunya-calls';
import { callReport } from './call-report';
import { simulateCallSchema, type SimulateCallRequest } from './simulate-schema';
import { SimulationError } from './simulation-error';

export interface ControlDeps extends SimulationDeps {
  readonly calls: CallBook;
  readonly shunyaCalls: ShunyaCalls;
  readonly switches: ShunyaSwitches;
  simulate(request: SimulateCallRequest): SimulatedCall[];
  issueToken(request: TokenRequest): string | null;
  endpoints(): Readonly<Record<string, string>>;
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
    .get('/endpoints', (_request, response) => {
      response.json(deps.endpoints());
    })
    .use(createSimulateRouter(deps))
    .use(createFaultsRouter(deps.faults))
    .use(createOutboxRouter(deps.outbox))
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

function createSimulateRouter(deps: ControlDeps): Router {
  const { calls, shunyaCalls, simulate } = deps;
  const router = Router();
  for (const { name, simulate: run } of simulations) {
    router.post(`/simulate/${name}`, async (request, response) => {
      const { ids, webhooks } = await run(deps, request.body);
      response.json({ ...ids, webhooks });
    });
  }
  return router
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
