import fc, { type Arbitrary } from 'fast-check';
import type { JsonSchema } from '../http/openapi/json-schema';

/** Values that the schema allows, and now and then one that it does not. */
export function arbitraryOf(schema: JsonSchema): Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: fitting(schema) }, { weight: 1, arbitrary: odd });
}

const odd = fc.oneof(
  fc.constantFrom('', ' ', '%', "'", '\u0000', '\ud800', '-1', '1e400', 'null', '%00', '𝕆tto'),
  fc.string({ maxLength: 300, unit: 'binary' }),
  fc.integer(),
  fc.double(),
  fc.constant(null),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 10 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
);

function fitting(schema: JsonSchema): Arbitrary<unknown> {
  const choices = (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined;
  if (choices) return fc.oneof(...choices.map(fitting));
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  switch (schema['type']) {
    case 'object':
      return objects(schema);
    case 'array':
      return fc.array(arbitraryOf((schema['items'] ?? {}) as JsonSchema), { maxLength: 4 });
    case 'integer':
      return fc.integer(bounds(schema, 1_000));
    case 'number':
      return fc.double({ ...bounds(schema, 1e6), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return strings(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function bounds({ minimum, maximum }: JsonSchema, span: number) {
  const min = typeof minimum === 'number' ? minimum : -span;
  const max = typeof maximum === 'number' ? maximum : Math.max(min, 0) + span;
  return { min, max };
}

function objects(schema: JsonSchema): Arbitrary<unknown> {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  const model = Object.fromEntries(properties.map(([name, one]) => [name, arbitraryOf(one)]));
  const requiredKeys = ((schema['required'] ?? []) as string[]).filter((name) => name in model);
  return fc.record(model, { requiredKeys });
}

function strings(schema: JsonSchema): Arbitrary<unknown> {
  const moment = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
  switch (schema['format']) {
    case 'uuid':
      return fc.uuid();
    case 'date-time':
      return moment.map((date) => date.toISOString());
    case 'date':
      return moment.map((date) => date.toISOString().slice(0, 10));
    case 'email':
      return fc.emailAddress();
  }
  const minLength = Number(schema['minLength'] ?? 0);
  const maxLength = Math.max(minLength, Math.min(Number(schema['maxLength'] ?? 60), 200));
  return fc.string({ minLength, maxLength, unit: 'grapheme' });
}
