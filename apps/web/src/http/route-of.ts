/** A route with aliases is known by the first of its paths. */
export function routeOf(route: unknown): string {
  const path = (route as { path?: unknown } | undefined)?.path;
  const first: unknown = Array.isArray(path) ? path[0] : path;
  return typeof first === 'string' ? first : 'none';
}
