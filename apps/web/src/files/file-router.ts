import { Router, type Request, type Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { verifySignedPath, type Storage } from '@otto/integrations';
import { notFound, Problem } from '../http/problem';
import { named } from '../http/route-name';
import { byteRange } from './byte-range';

export interface FileDeps {
  readonly storage: Storage;
  readonly signingKey: string;
}

/** Stored files for whoever holds a link that we have signed and that has not expired. */
export function createFileRouter(deps: FileDeps): Router {
  const router = Router();
  router.get('/files/*key', named('/files/*key'), (request, response) =>
    serveFile(deps, request, response),
  );
  return router;
}

async function serveFile(deps: FileDeps, request: Request, response: Response): Promise<void> {
  const key = ([] as string[]).concat(request.params['key'] ?? []).join('/');
  const { expires, signature } = request.query;
  if (!verifySignedPath({ signingKey: deps.signingKey, key, expires, signature })) {
    throw new Problem(403, 'FORBIDDEN', 'The link is not valid, or not any more.');
  }
  const found = await deps.storage.stat(key);
  if (!found) throw notFound();
  const range = byteRange(request.get('range'), found.sizeBytes);
  if (range === 'unsatisfiable') {
    throw new Problem(416, 'RANGE_NOT_SATISFIABLE', 'The file has no such part.', {
      headers: { 'Content-Range': `bytes */${found.sizeBytes}` },
    });
  }
  const file = await deps.storage.open(key, range ?? undefined);
  if (!file) throw notFound();
  response.set({
    'Content-Type': file.contentType,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, max-age=300',
    'Content-Length': String(range ? range.end - range.start + 1 : file.sizeBytes),
  });
  if (range)
    response
      .status(206)
      .set('Content-Range', `bytes ${range.start}-${range.end}/${file.sizeBytes}`);
  if (request.method === 'HEAD') {
    file.stream.destroy();
    response.end();
    return;
  }
  // Players stop reading when they have enough: that is no error.
  await pipeline(file.stream, response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}
