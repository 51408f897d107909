import type { Route } from '../route';
import { operationOf } from './operation';
import { problemSchema } from './problem-schema';

/** The OpenAPI 3.1 document of the table. */
export function openApiOf(routes: readonly Route[], serverUrl: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Otto',
      version: '1',
      description:
        'The API of the front ends. Company and user come from the session token alone. Every ' +
        'answer has X-Request-Id and X-Trace-Id; every error is a problem (RFC 9457).',
    },
    servers: [{ url: serverUrl }],
    security: [{ session: [] }],
    tags: [...new Set(routes.map(({ resource }) => resource))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', bearerFormat: 'Session token of Clerk' },
      },
      schemas: { Problem: problemSchema },
    },
  };
}
