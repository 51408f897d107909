import { Router } from 'express';
import { z } from 'zod';
import { companyIn } from './authenticate';
import { placeCall } from './place-call';
import { mailDate, newSid } from './sid';
import { TwilioError } from './twilio-error';
import type { TwilioDeps } from './twilio-provider';
import type { TwilioCall } from './twilio-state';

const E164 = /^\+[1-9]\d{6,14}$/;
const words = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat().flatMap((text) => text.split(' ')));

const formSchema = z.object({
  To: z.string().optional(),
  From: z.string().optional(),
  Url: z.string().optional(),
  Twiml: z.string().optional(),
  StatusCallback: z.string().optional(),
  StatusCallbackEvent: words.default(['completed']),
});

export function createCallsRouter(deps: TwilioDeps): Router {
  const { twilio, background, now } = deps;
  return Router({ mergeParams: true })
    .post('/Calls.json', (request, response) => {
      const form = formSchema.safeParse(request.body ?? {});
      if (!form.success) throw new TwilioError(20_422);
      const { To, From, Url, Twiml, StatusCallback, StatusCallbackEvent } = form.data;
      if (!To || !E164.test(To)) throw new TwilioError(21_211);
      if (!From || !E164.test(From)) throw new TwilioError(21_212);
      if (!Twiml && !/^https?:/.test(Url ?? '')) throw new TwilioError(21_205);
      const call: TwilioCall = {
        sid: newSid('CA'),
        company: companyIn(response.locals),
        from: From,
        to: To,
        direction: 'outbound-api',
        createdAt: now(),
        twiml: Twiml ?? '',
        status: 'queued',
      };
      twilio.calls.push(call);
      response.status(201).json(callBody(call));
      background.run(() =>
        placeCall(deps, call, {
          answerUrl: Url ?? null,
          statusCallback: StatusCallback ?? null,
          statusEvents: StatusCallbackEvent,
        }),
      );
    })
    .get('/Calls/:sid.json', (request, response) => {
      const call = twilio.calls.find(({ sid }) => sid === request.params.sid);
      if (call?.company.id !== companyIn(response.locals).id) throw new TwilioError(20_404);
      response.json(callBody(call));
    });
}

function callBody({ sid, company, from, to, direction, status, createdAt }: TwilioCall) {
  const account = company.twilio.accountSid;
  return {
    sid,
    account_sid: account,
    api_version: '2010-04-01',
    date_created: mailDate(createdAt),
    date_updated: mailDate(createdAt),
    direction,
    from,
    to,
    status,
    start_time: null,
    end_time: null,
    duration: null,
    price: null,
    price_unit: 'USD',
    uri: `/2010-04-01/Accounts/${account}/Calls/${sid}.json`,
  };
}
