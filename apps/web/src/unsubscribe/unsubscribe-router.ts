import { Router, type Request, type Response } from 'express';
import type { Database } from '@otto/db';
import { createUnsubscribe, readUnsubscribeToken, type MailReader } from '@otto/domain';
import { Problem } from '../http/problem';
import { nameRoute } from '../http/route-name';

export interface UnsubscribeDeps {
  readonly database: Database;
  readonly encryptionKeys: string;
}

const PATH = '/unsubscribe';

/**
 * Takes readers of mails off the list: at once by POST, as mail programs do (RFC 8058), and by a
 * button for people, because programs that only look at links must not unsubscribe anybody.
 */
export function createUnsubscribeRouter({ database, encryptionKeys }: UnsubscribeDeps): Router {
  const unsubscribe = createUnsubscribe({ database });
  const router = Router();
  router.get(PATH, (request, response) => {
    readerOf(encryptionKeys, request, response);
    show(response, '<form method="post"><button>Unsubscribe</button></form>');
  });
  router.post(PATH, async (request, response) => {
    await unsubscribe(readerOf(encryptionKeys, request, response));
    show(response, '<p>You will get no more e-mails from us.</p>');
  });
  return router;
}

function readerOf(keys: string, { query }: Request, response: Response): MailReader {
  nameRoute(response, PATH);
  const { token } = query;
  const reader = typeof token === 'string' ? readUnsubscribeToken(keys, token) : null;
  if (!reader) throw new Problem(403, 'FORBIDDEN', 'The link is not valid.');
  return reader;
}

function show(response: Response, content: string): void {
  const head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Unsubscribe</title>';
  response
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(`${head}<body>${content}</body></html>`);
}
