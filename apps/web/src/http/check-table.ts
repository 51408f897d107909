import { z } from 'zod';
import { reachOf } from '@otto/domain';
import { camelName } from './case';
import { METHODS, type Route } from './route';

/** Refuses a table with a route that could not be served as declared, naming all that is wrong. */
export function checkTable(routes: readonly Route[]): void {
  const faults = routes.flatMap((route, index) => [
    ...faultsOf(route),
    ...routes
      .slice(0, index)
      .filter((earlier) => takes(earlier, route))
      .map((earlier) => `${nameOf(route)} is never reached: ${earlier.path} takes it`),
  ]);
  if (faults.length > 0) throw new Error(`The routes cannot be served:\n${faults.join('\n')}`);
}

export const nameOf = ({ method, path }: Route): string => `${method.toUpperCase()} ${path}`;

/** Names of the parameters in the path, as they are written there. */
export const paramNames = (path: string): string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');

function faultsOf(route: Route): string[] {
  const { method, roles, answer, docs, params, path, handle, work } = route;
  const declared = params instanceof z.ZodObject ? Object.keys(params.shape) : [];
  const faults: readonly (readonly [boolean, string])[] = [
    [METHODS.includes(method), 'has no method that is known'],
    [/^(\/(:?[a-z0-9_-]+))+$/.test(path), 'has a path that is not made of words and :parameters'],
    [Array.isArray(roles) && roles.length > 0, 'has no roles'],
    [answer instanceof z.ZodType, 'has no schema for its answer'],
    [Boolean(docs?.summary), 'has no summary'],
    [(handle === undefined) !== (work === undefined), 'needs either handle or work'],
    [method !== 'get' || route.body === undefined, 'reads a body in a GET'],
    [
      sameNames(paramNames(path).map(camelName), declared),
      'declares other parameters than its path',
    ],
    ...(roles ?? []).map(
      (role) =>
        [
          reachOf(role, route.resource) !== 'none',
          `lets a ${role} in, who reaches no ${route.resource}`,
        ] as const,
    ),
  ];
  return faults.filter(([holds]) => !holds).map(([, fault]) => `${nameOf(route)} ${fault}`);
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return [...left].sort().join() === [...right].sort().join();
}

/** Whether every request for the later route would go to the earlier one. */
function takes(earlier: Route, later: Route): boolean {
  const [mine, theirs] = [earlier.path.split('/'), later.path.split('/')];
  return (
    earlier.method === later.method &&
    mine.length === theirs.length &&
    mine.every((part, index) => part.startsWith(':') || part === theirs[index])
  );
}
