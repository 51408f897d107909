import type { ErrorRequestHandler } from 'express';

const MESSAGES = {
  20_003: 'Authenticate',
  20_404: 'The requested resource was not found',
  20_422: 'A parameter is not valid',
  21_205: 'Url is not valid',
  21_211: "Invalid 'To' Phone Number",
  21_212: "Invalid 'From' Number",
  21_408: 'Permission to send an SMS has not been enabled for the region',
  21_602: 'Message body is required',
  21_603: "A 'From' phone number is required",
  21_604: "A 'To' phone number is required",
  21_606: "The 'From' phone number is not a valid, message-capable number of this account",
  21_609: "Invalid 'StatusCallback' URL",
  21_610: 'Attempt to send to unsubscribed recipient',
  21_612: "The message cannot be sent with this combination of 'To' and 'From'",
  21_614: "'To' number is not a valid mobile number",
  21_617: 'The concatenated message body exceeds the 1600 character limit',
  30_034: 'Message from an unregistered number',
} as const;
export type TwilioCode = keyof typeof MESSAGES;

const STATUSES: Partial<Record<TwilioCode, number>> = { 20_003: 401, 20_404: 404 };

export class TwilioError extends Error {
  override readonly name = 'TwilioError';
  readonly status: number;

  constructor(readonly code: TwilioCode) {
    super(MESSAGES[code]);
    this.status = STATUSES[code] ?? 400;
  }
}

export const twilioErrorHandler: ErrorRequestHandler = (
  error: unknown,
  _request,
  response,
  next,
) => {
  if (!(error instanceof TwilioError)) {
    next(error);
    return;
  }
  const { code, message, status } = error;
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  response.status(status).json({ code, message, more_info, status });
};
