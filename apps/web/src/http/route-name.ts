import type { NextFunction, Response } from 'express';

const names = new WeakMap<Response, string>();

/** Says which declared path took the request; what is asked later hears the last that was said. */
export function nameRoute(response: Response, path: string): void {
  names.set(response, path);
}

/**
 * The declared path that took the request, for log, counters and traces: never the URL, which holds
 * phone numbers and tokens.
 */
export const routeNameOf = (response: Response): string => names.get(response) ?? 'none';

/** Names the path below the place where the router hangs. */
export const named =
  (path: string) =>
  (request: { readonly baseUrl: string }, response: Response, next: NextFunction): void => {
    nameRoute(response, `${request.baseUrl}${path}`);
    next();
  };
