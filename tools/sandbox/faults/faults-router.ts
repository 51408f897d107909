import { Router } from 'express';
import { faultSchema } from './fault-schema';
import type { Faults } from './faults';

/** What is to go wrong, by request. */
export function createFaultsRouter(faults: Faults): Router {
  return Router()
    .get('/faults', (_request, response) => {
      response.json({ faults: faults.list() });
    })
    .post('/faults', (request, response) => {
      response.status(201).json(faults.add(faultSchema.parse(request.body)));
    })
    .delete('/faults', (_request, response) => {
      faults.clear();
      response.status(204).end();
    });
}
