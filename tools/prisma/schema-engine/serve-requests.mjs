import { randomInt } from 'node:crypto';
import { createInterface } from 'node:readline';
import { loadEngine } from './load-engine.mjs';
import { isDebug } from './log.mjs';

/** The error code under which the native engine's protocol reports what Prisma calls known errors. */
const KNOWN_ERROR = 4466;
/** Requests that go by another name in the WASM engine. */
const RENAMED = { getDatabaseVersion: 'version' };

/** Answers JSON-RPC requests, one a line on stdin, one after the other, until stdin closes. */
export async function serveRequests(options) {
  let engine;
  for await (const line of createInterface({ input: process.stdin })) {
    const request = parseRequest(line);
    if (!request) continue;
    try {
      engine ??= await loadEngine(options);
      send({ id: request.id, result: await answer(engine, request) });
    } catch (error) {
      if (isDebug) console.error(error);
      send({ id: request.id, error: toRpcError(error) });
    }
  }
}

/** Null for blank lines and for the CLI's replies to our `print`. */
function parseRequest(line) {
  try {
    const message = JSON.parse(line);
    return message.method ? message : null;
  } catch {
    return null;
  }
}

async function answer(engine, { method, params }) {
  const name = RENAMED[method] ?? method;
  if (typeof engine[name] !== 'function') {
    throw new Error(`the WASM schema engine cannot do ${method}`);
  }
  const result = (await engine[name](params ?? {})) ?? {};
  if (method !== 'diff' || !result.stdout) return result;
  // The native engine has the CLI print a diff instead of returning it.
  send({ id: randomInt(2 ** 31), method: 'print', params: { content: result.stdout } });
  return { ...result, stdout: null };
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function toRpcError(error) {
  return {
    code: KNOWN_ERROR,
    message: 'An error happened. Check the data field for details.',
    data: {
      is_panic: false,
      message: String(error?.message ?? error),
      meta: null,
      error_code: error?.code ?? '',
    },
  };
}
