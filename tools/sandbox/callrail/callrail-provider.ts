import { Router } from 'express';
import { recordReceived } from '../journal/record-received';
import { recordingPath } from '../recordings/recordings';
import type { SandboxDeps } from '../sandbox-deps';
import { authorizeAccount } from './authorize';
import type { CallBook } from './call-book';
import { listCalls, listQuerySchema } from './list-calls';
import { hasRecording } from './recording-fields';
import { checkRecordingKey, recordingUrl } from './recording-links';
import { restCall } from './rest-call';

export interface CallrailDeps extends SandboxDeps {
  readonly calls: CallBook;
}

/** CallRail at the network: its REST API under /v3, and the links to recordings. */
export function createCallrailProvider(deps: CallrailDeps): Router {
  return Router()
    .use(recordReceived(deps.journal, 'callrail'))
    .use('/v3/a/:account', accountGuard(deps), createAccountRouter(deps))
    .use(createRecordingRedirect(deps));
}

const accountGuard = ({ config }: CallrailDeps) =>
  authorizeAccount(config.companies, config.callrail.requestsPerHour);

function createAccountRouter({ calls, urls, now }: CallrailDeps): Router {
  const router = Router({ mergeParams: true });
  const seen = () => ({ sandboxUrl: urls.sandbox(), now: now() });
  const callOf = (params: { account?: string; id: string }) => {
    const call = calls.find(params.id);
    return call?.company.callrail.accountId === params.account ? call : null;
  };
  router.get('/calls.json', (request, response) => {
    const query = listQuerySchema.safeParse(request.query);
    if (!query.success) {
      const names = query.error.issues.map((issue) => issue.path.join('.'));
      response.status(422).json({ error: `Invalid parameters: ${names.join(', ')}` });
      return;
    }
    const { account } = request.params as { account?: string };
    const page = listCalls(calls.ofAccount(account ?? ''), query.data);
    const fields = query.data.fields.split(',');
    response.json({
      ...page,
      calls: page.calls.map((call) => restCall(call, fields, seen())),
    });
  });
  router.get('/calls/:id/recording.json', (request, response) => {
    const call = callOf(request.params);
    if (call && hasRecording(call, now())) {
      response.json({ url: recordingUrl(call, seen()) });
    } else {
      response.status(404).json({ error: 'Recording not found.' });
    }
  });
  router.get('/calls/:id.json', (request, response) => {
    const call = callOf(request.params);
    const fields = listQuerySchema.shape.fields.catch('').parse(request.query['fields']).split(',');
    if (call) response.json(restCall(call, fields, seen()));
    else response.status(404).json({ error: 'Call not found.' });
  });
  return router;
}

function createRecordingRedirect({ calls, urls, now }: CallrailDeps): Router {
  return Router().get('/calls/:id/recording/redirect', (request, response) => {
    const call = calls.find(request.params.id);
    const key = call && checkRecordingKey(call, request.query['access_key'], now());
    if (key === 'expired') {
      response.status(403).json({ error: 'This link has expired.' });
    } else if (call && key === 'valid' && hasRecording(call, now())) {
      response.redirect(302, urls.sandbox() + recordingPath(call.scenario, call.callId));
    } else {
      response.status(404).json({ error: 'Recording not found.' });
    }
  });
}
