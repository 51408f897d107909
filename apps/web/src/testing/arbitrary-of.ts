import fc, { type Arbitrary } from 'fast-check';
import type { JsonSchema } from '../http/openapi/json-schema';

/** What no schema of ours asks for, or asks for rarely. */
export const oddValues = fc.oneof(
  fc.constantFrom('', ' ', '%', "'", 'a\u0000b', '\ud800', '-1', '1e400', 'null', '%00', '𝕆tto'),
  fc.string({ maxLength: 300, unit: 'binary' }),
  fc.integer(),
  fc.double(),
  fc.constant(null),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 10 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
);

/** Values that the schema allows. */
export function arbitraryOf(schema: JsonSchema): Arbitrary<unknown> {
  const choices = (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined;
  if (choices) return fc.oneof(...choices.map(arbitraryOf));
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

/** Strings that schemas let through and that something behind them may stumble over. */
const NASTY = [
  'a\u0000b',
  '%_%',
  "o'hara\\",
  '\ud800x',
  '../../x',
  '{"a":1}',
  '𝕆tto\u202e',
  '1e999',
];

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

const DAYS_AROUND = 150;
const daysFromNow = (days: number): Date => new Date(Date.now() + days * 86_399_000);

function strings(schema: JsonSchema): Arbitrary<unknown> {
  // Not so far away that every period is refused for its length.
  const moment = fc.integer({ min: -DAYS_AROUND, max: DAYS_AROUND }).map(daysFromNow);
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
  const nasty = NASTY.filter(({ length }) => length >= minLength && length <= maxLength);
  const plain = fc.string({ minLength, maxLength, unit: 'grapheme' });
  return nasty.length === 0 ? plain : fc.oneof(plain, fc.constantFrom(...nasty));
}
