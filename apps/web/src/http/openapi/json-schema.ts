import { z } from 'zod';
import { snakeName } from '../case';

export type JsonSchema = { readonly [key: string]: unknown };

/** The schema of a route as it is outside: in JSON, with names in snake_case. */
export function jsonSchemaOf(schema: z.ZodType, side: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...described } = z.toJSONSchema(schema, {
    io: side,
    // What cannot be said in JSON Schema is described as anything.
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { type } = zodSchema._zod.def;
      if (type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
      // An answer is made of what its schema names, and nothing tells clients to forbid more.
      if (type === 'object') delete jsonSchema.additionalProperties;
    },
  });
  return outside(described) as JsonSchema;
}

function outside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(outside);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (key === 'properties') return [key, renamed(item as object)];
      if (key === 'required') return [key, (item as string[]).map(snakeName)];
      return [key, key === 'enum' || key === 'const' || key === 'default' ? item : outside(item)];
    }),
  );
}

function renamed(properties: object): object {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [snakeName(name), outside(schema)]),
  );
}
