import { STATUS_CODES } from 'node:http';
import { toSnakeCase } from '../case';
import { nameOf, paramNames } from '../check-table';
import { PROBLEM_JSON } from '../problem-body';
import { heedsKeys, type Route } from '../route';
import { answerSchemaOf } from './answer-schema';
import { exampleOf } from './example-of';
import { jsonSchemaOf, type JsonSchema } from './json-schema';
import { problemExample } from './problem-example';

const ERRORS_OF_ALL = [401, 403, 429, 500, 503];

/** One route as OpenAPI has it. */
export function operationOf(route: Route) {
  return {
    operationId: operationIdOf(route),
    tags: [route.resource],
    summary: route.docs.summary,
    description: descriptionOf(route),
    'x-roles': route.roles,
    parameters: parametersOf(route),
    ...(route.body ? { requestBody: bodyOf(route, route.body) } : {}),
    responses: responsesOf(route),
  };
}

function descriptionOf({ docs, roles, rate = 'standard' }: Route): string {
  const limit = typeof rate === 'object' ? `${rate.perMinute} requests a minute and user` : rate;
  return [docs.description, `Roles: ${roles.join(', ')}. Rate limit: ${limit}.`]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

function parametersOf(route: Route): object[] {
  const { params, query } = route.docs.example ?? {};
  const example = toSnakeCase({ ...(params as object), ...(query as object) });
  const withExample = (parameter: { readonly name: string }) => {
    const value = (example as Record<string, unknown>)[parameter.name];
    return value === undefined ? parameter : { ...parameter, example: value };
  };
  return [...pathParameters(route), ...queryParameters(route), ...keyParameter(route)].map(
    withExample,
  );
}

function pathParameters({ path, params }: Route) {
  const { properties } = partsOf(params && jsonSchemaOf(params, 'input'));
  return paramNames(path).map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }));
}

function queryParameters({ query }: Route) {
  const { properties, required } = partsOf(query && jsonSchemaOf(query, 'input'));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    // What has a default is asked for by its schema, but need not be sent.
    required: required.includes(name) && !('default' in schema),
    schema,
  }));
}

function keyParameter(route: Route) {
  if (!heedsKeys(route)) return [];
  const schema = { type: 'string', minLength: 10, maxLength: 255 };
  return [{ name: 'Idempotency-Key', in: 'header', required: false, schema }];
}

function partsOf(schema: JsonSchema | undefined) {
  return {
    properties: (schema?.['properties'] ?? {}) as Record<string, JsonSchema>,
    required: (schema?.['required'] ?? []) as readonly string[],
  };
}

function bodyOf(route: Route, body: NonNullable<Route['body']>) {
  const example = route.docs.example?.body;
  return {
    required: !body.safeParse({}).success,
    content: {
      'application/json': {
        schema: jsonSchemaOf(body, 'input'),
        ...(example === undefined ? {} : { example: toSnakeCase(example) }),
      },
    },
  };
}

function responsesOf(route: Route): Record<string, object> {
  const good = [route.status ?? 200, ...(route.otherStatuses ?? [])];
  const takesInput = route.query !== undefined || route.body !== undefined;
  const errors = [
    ...ERRORS_OF_ALL,
    ...(takesInput || heedsKeys(route) ? [400] : []),
    ...(route.params === undefined ? [] : [404]),
    ...(heedsKeys(route) ? [409, 413, 422] : []),
    ...(route.errors ?? []),
  ];
  const schema = answerSchemaOf(route);
  return Object.fromEntries<object>([
    ...good.map((status): [number, object] => [
      status,
      responseOf(status, 'application/json', { schema, example: exampleOf(schema) }),
    ]),
    ...[...new Set(errors)]
      .sort((left, right) => left - right)
      .map((status): [number, object] => [
        status,
        responseOf(status, PROBLEM_JSON, {
          schema: { $ref: '#/components/schemas/Problem' },
          example: problemExample(status, route.path),
        }),
      ]),
  ]);
}

function responseOf(status: number, type: string, content: object) {
  return { description: STATUS_CODES[status] ?? 'Answer', content: { [type]: content } };
}

const operationIdOf = (route: Route): string =>
  nameOf(route)
    .replace('/api/v1/', '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
