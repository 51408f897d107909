import { readStarted } from './answers';
import type { JsonInput } from './python-json';
import type { AnalysisRequest, TargetRole } from './shunya-client';
import type { ShunyaTransport } from './transport';

/** The answer of `GET {path}/{seq}`. */
export const readCall =
  (send: ShunyaTransport, path: string, targetRole?: TargetRole) =>
  (companyId: string, seq: bigint, signal?: AbortSignal) =>
    send({
      operation: operationOf(path),
      companyId,
      method: 'GET',
      path: `${path}/${seq}`,
      signal,
      ...(targetRole ? { targetRole } : {}),
    });

/** Asks for work on a call: `POST {path}` with a body, `POST {path}/{seq}` without one. */
export async function startWork(
  send: ShunyaTransport,
  path: string,
  request: {
    readonly call: AnalysisRequest;
    readonly body?: JsonInput;
    readonly signal: AbortSignal | undefined;
  },
) {
  const { call, body, signal } = request;
  const operation = operationOf(path);
  const answer = await send({
    operation,
    companyId: call.companyId,
    method: 'POST',
    path: body === undefined ? `${path}/${call.seq}` : path,
    idempotencyKey: `${call.companyId}:${operation}:${call.seq}:${call.revision}`,
    signal,
    ...(body === undefined ? {} : { body }),
  });
  return readStarted(answer);
}

function operationOf(path: string): string {
  return path.replaceAll('/', '.');
}
