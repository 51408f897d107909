import type { Express } from 'express';
import fc from 'fast-check';
import request, { type Test } from 'supertest';
import type { JsonSchema } from '../http/openapi/json-schema';
import type { Route } from '../http/route';
import { arbitraryOf, oddValues } from './arbitrary-of';
import type { Operation } from './promises';
import { exampleRequest } from './route-request';
import type { SampleRecords } from './sample-records';

type Fields = Readonly<Record<string, unknown>>;

export interface FuzzRequest {
  readonly params: Fields;
  readonly query: Fields;
  readonly body: unknown;
}

/** Path, query and body for the operation; half of the ids are those of records that exist. */
export function requestsFor(
  operation: Operation,
  records: SampleRecords,
): fc.Arbitrary<FuzzRequest> {
  const valueOf = (name: string, schema: JsonSchema) =>
    records[name] === undefined
      ? arbitraryOf(schema)
      : fc.oneof(fc.constant(records[name]), arbitraryOf(schema));
  const fields = (place: string): fc.Arbitrary<Fields> => {
    const found = operation.parameters.filter((parameter) => parameter.in === place);
    const model = found.map(({ name, schema }) => [name, valueOf(name, schema)] as const);
    const requiredKeys = found.filter(({ required }) => required).map(({ name }) => name);
    return withOneOdd(fc.record(Object.fromEntries(model), { requiredKeys }));
  };
  const body = operation.requestBody?.content['application/json']?.schema;
  return fc.record({
    params: fields('path'),
    query: fields('query'),
    body: body ? withOneOdd(arbitraryOf(body) as fc.Arbitrary<Fields>) : fc.constant(undefined),
  });
}

/** Half of them with one field that is not as it should be; more would only be refused sooner. */
function withOneOdd(fields: fc.Arbitrary<Fields>): fc.Arbitrary<Fields> {
  const spoil = fc.option(fc.record({ at: fc.nat(), value: oddValues }), { freq: 2 });
  return fc.tuple(fields, spoil).map(([whole, odd]) => {
    const names = Object.keys(whole);
    const name = odd && names[odd.at % Math.max(1, names.length)];
    return odd && name != null ? { ...whole, [name]: odd.value } : whole;
  });
}

const ODD = ['a\u0000b', "\\%_'", '99999999999999999999', '-1', '\ud800'];

/** The example of the route, once for each of its fields with each odd value in it. */
export function oddRequests(
  route: Route,
  { parameters, requestBody }: Operation,
  records: SampleRecords,
): FuzzRequest[] {
  const { query, body } = exampleRequest(route, records);
  const namesIn = (place: string) =>
    parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
  const params = Object.fromEntries(namesIn('path').map((name) => [name, records[name]]));
  const bodySchema = requestBody?.content['application/json']?.schema['properties'] ?? {};
  return ODD.flatMap((odd) => [
    ...namesIn('path').map((name) => ({ params: { ...params, [name]: odd }, query, body })),
    ...namesIn('query').map((name) => ({ params, query: { ...query, [name]: odd }, body })),
    ...Object.keys(bodySchema).map((name) => ({ params, query, body: { ...body, [name]: odd } })),
  ]);
}

/** Sends it, however odd. */
export function sendFuzz(
  app: Express,
  route: Route,
  { params, query, body }: FuzzRequest,
  authorization: string,
): Test {
  const path = Object.entries(params).reduce(
    (all, [name, value]) => all.replace(`:${name}`, encoded(value)),
    route.path,
  );
  const search = Object.entries(query).map(([name, value]) => `${name}=${encoded(value)}`);
  const sending = request(app)
    [route.method](`${path}?${search.join('&')}`)
    .set('Authorization', authorization);
  if (body === undefined) return sending;
  return sending.set('Content-Type', 'application/json').send(JSON.stringify(body));
}

/** A path segment must not be empty: that would be another path. */
function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return encodeURIComponent(text.toWellFormed().slice(0, 300)) || '%20';
}
