import type { Request, Response } from 'express';
import { companyOf } from './authenticate';
import type { ShunyaCall } from './shunya-call';
import type { ShunyaCalls } from './shunya-calls';
import { ShunyaError } from './shunya-error';
import { RequestValidationError } from './validation-error';

/** The call that the path names, of the company that asks. */
export function findCall(
  calls: ShunyaCalls,
  request: Request<{ call_id: string }>,
  response: Response,
): ShunyaCall {
  if (!/^-?\d+$/.test(request.params.call_id)) throw RequestValidationError.fromPath('call_id');
  const call = calls.find(companyOf(response), Number(request.params.call_id));
  if (call === null) throw new ShunyaError('CALL_NOT_FOUND', 'no such call');
  return call;
}
