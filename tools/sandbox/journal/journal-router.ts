import { Router } from 'express';
import { countTraffic } from './count-traffic';
import type { Journal } from './journal';
import { journalPage } from './journal-page';

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

export function createJournalRouter(journal: Journal, providers: readonly string[]): Router {
  const entriesFor = (query: Record<string, unknown>) => {
    const provider = textOf(query['provider']);
    const limit = Math.max(Number(textOf(query['limit']) ?? 200) || 200, 1);
    return journal.read({ limit, ...(provider === undefined ? {} : { provider }) });
  };
  return Router()
    .get('/', (request, response) => {
      response
        .type('html')
        .send(
          journalPage(
            entriesFor(request.query),
            countTraffic(journal.read({ limit: Infinity }), providers),
          ),
        );
    })
    .get('/journal', (request, response) => {
      response.json({ entries: entriesFor(request.query) });
    });
}
