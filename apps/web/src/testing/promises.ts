import type { Response } from 'supertest';
import { z } from 'zod';
import { openApiOf } from '../http/openapi/document';
import type { JsonSchema } from '../http/openapi/json-schema';
import type { Route } from '../http/route';

/** The parts of an OpenAPI operation that a client goes by. */
export interface Operation {
  readonly parameters: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header';
    readonly required: boolean;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;

export interface Promises {
  operationOf(route: Route): Operation;
  /** What the document did not promise of this answer; null when it keeps its word. */
  broken(route: Route, answer: Response): string | null;
}

/** The table of routes as a client knows it: by the document alone. */
export function createPromises(routes: readonly Route[]): Promises {
  const document = openApiOf(routes, '');
  const operationOf = ({ path, method }: Route): Operation =>
    document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method] as Operation;

  const schemaOf = (content: Content): z.ZodType => {
    const [{ schema } = { schema: {} }] = Object.values(content);
    const whole = '$ref' in schema ? document.components.schemas.Problem : schema;
    return z.fromJSONSchema(whole as Parameters<typeof z.fromJSONSchema>[0]);
  };

  return {
    operationOf,
    broken(route, { status, body, type }) {
      if (status >= 500) return `answered ${status}`;
      const content = operationOf(route).responses[status]?.content;
      if (!content) return `answered ${status}, which is not in the document`;
      if (!(type in content)) return `answered ${status} as ${type}`;
      return schemaOf(content).safeParse(body).error?.message ?? null;
    },
  };
}
