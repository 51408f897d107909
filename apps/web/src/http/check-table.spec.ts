import { z } from 'zod';
import { checkTable } from './check-table';
import { defineRoute, type Route } from './route';

const sound = defineRoute({
  method: 'get',
  path: '/api/v1/calls/:call_id',
  roles: ['manager'],
  resource: 'calls',
  docs: { summary: 'A call' },
  params: z.object({ callId: z.uuid() }),
  answer: z.object({}),
  work: () => ({}),
});
const changed = (change: object): Route => ({ ...sound, ...change });

describe('a table of routes', () => {
  it('is served when every route is sound', () => {
    expect(() =>
      checkTable([changed({ path: '/api/v1/calls/all', params: undefined }), sound]),
    ).not.toThrow();
  });

  it.each<[string, Route[]]>([
    ['has no roles', [changed({ roles: [] })]],
    ['has no roles', [changed({ roles: undefined })]],
    ['has no schema for its answer', [changed({ answer: undefined })]],
    ['has no summary', [changed({ docs: { summary: '' } })]],
    ['needs either handle or work', [changed({ work: undefined })]],
    ['reads a body in a GET', [changed({ body: z.object({}) })]],
    ['has no method that is known', [changed({ method: 'all' })]],
    ['declares other parameters than its path', [changed({ params: z.object({ id: z.uuid() }) })]],
    [
      'lets a csr in, who reaches no documents',
      [changed({ roles: ['csr'], resource: 'documents' })],
    ],
    ['is never reached', [sound, changed({ path: '/api/v1/calls/all', params: undefined })]],
    ['is never reached', [sound, sound]],
  ])('is refused when a route %s', (fault, routes) => {
    expect(() => checkTable(routes)).toThrow(fault);
  });
});
