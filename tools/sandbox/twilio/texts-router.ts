import { Router } from 'express';
import { acceptText } from './accept-text';
import { companyIn } from './authenticate';
import { deliverText } from './deliver-text';
import { listQuerySchema, listTexts } from './list-texts';
import { textBody } from './text-body';
import { TwilioError } from './twilio-error';
import type { TwilioDeps } from './twilio-provider';

export function createTextsRouter(deps: TwilioDeps): Router {
  const { twilio, outbox, background, now } = deps;
  return Router({ mergeParams: true })
    .post('/Messages.json', (request, response) => {
      const company = companyIn(response.locals);
      const { isBlocked } = twilio.blockList;
      const text = acceptText(request.body, { company, now: now(), isBlocked });
      twilio.texts.push(text);
      const { sid: id, from, to, body, statusCallback } = text;
      const more = { statusCallback };
      const companyId = company.id;
      outbox.add({ id, channel: 'sms', provider: 'twilio', companyId, from, to, body, more });
      // The body as it is now: the states that follow are not in the answer.
      const answer = textBody(text);
      background.run(() => deliverText(deps, text));
      response.status(201).json(answer);
    })
    .get('/Messages.json', (request, response) => {
      const query = listQuerySchema.safeParse(request.query);
      if (!query.success) throw new TwilioError(20_422);
      const company = companyIn(response.locals);
      const texts = twilio.texts.filter((text) => text.company.id === company.id);
      const path = `/2010-04-01/Accounts/${company.twilio.accountSid}/Messages.json`;
      response.json(listTexts(texts, query.data, path));
    })
    .get('/Messages/:sid.json', (request, response) => {
      const company = companyIn(response.locals);
      const text = twilio.texts.find(({ sid }) => sid === request.params.sid);
      if (text?.company.id !== company.id) throw new TwilioError(20_404);
      response.json(textBody(text));
    });
}
