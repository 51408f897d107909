import { Router, urlencoded } from 'express';
import { sendAudio } from '../http/send-audio';
import { recordReceived } from '../journal/record-received';
import type { SandboxDeps } from '../sandbox-deps';
import { authenticateAccount, companyIn } from './authenticate';
import { createCallsRouter } from './calls-router';
import { createTextsRouter } from './texts-router';
import { TwilioError, twilioErrorHandler } from './twilio-error';
import type { TwilioState } from './twilio-state';

export interface TwilioDeps extends SandboxDeps {
  readonly twilio: TwilioState;
}

/** Twilio at the network: texts, calls and recordings of the companies' accounts. */
export function createTwilioProvider(deps: TwilioDeps): Router {
  return Router()
    .use(urlencoded({ extended: false }))
    .use(recordReceived(deps.journal, 'twilio'))
    .use('/2010-04-01/Accounts/:account', accountGuard(deps), createAccountRouter(deps))
    .use(() => {
      throw new TwilioError(20_404);
    })
    .use(twilioErrorHandler);
}

const accountGuard = ({ config }: TwilioDeps) => authenticateAccount(config.companies);

function createAccountRouter(deps: TwilioDeps): Router {
  return Router({ mergeParams: true })
    .get('/', (_request, response) => {
      const { name, twilio } = companyIn(response.locals);
      response.json({
        sid: twilio.accountSid,
        friendly_name: name,
        status: 'active',
        type: 'Full',
        owner_account_sid: twilio.accountSid,
        uri: `/2010-04-01/Accounts/${twilio.accountSid}.json`,
      });
    })
    .use(createTextsRouter(deps))
    .use(createCallsRouter(deps))
    .get('/Recordings/:sid.mp3', (request, response) => {
      const recording = deps.twilio.recordings.find(({ sid }) => sid === request.params.sid);
      if (recording?.company.id !== companyIn(response.locals).id) throw new TwilioError(20_404);
      const bytes = deps.recordings.bytesOf(recording.scenario, recording.callSid);
      sendAudio(request, response, bytes);
    });
}
