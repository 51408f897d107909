import type { JsonSchema } from './json-schema';

const TIME = '2026-11-24T15:00:00.000Z';
const UUID = '01a20fea-774e-736e-89b8-813987117e3d';

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': TIME,
  date: TIME.slice(0, 10),
  time: '15:00:00',
  uuid: UUID,
  email: 'ana@example.com',
  uri: 'https://otto.example/files/1',
};
/** By the end of a field's name, where its schema says only that it is text. */
const ENDINGS: readonly (readonly [ending: RegExp, example: string])[] = [
  [/phone|(^|_)(to|from)_number$|phone_number$/, '+15125550143'],
  [/(^|_)(user|owner|csr|rep|by)(_id)?$/, 'user_2abc'],
  [/(^|_)id$/, UUID],
  [/_at$|(^|_)time$/, TIME],
  [/email$/, 'ana@example.com'],
  [/timezone$/, 'America/Chicago'],
  [/url$/, FORMATS['uri'] as string],
  [/name$/, 'Ana Lopez'],
];

/** A value that the schema allows, the same each time: what a reader of the document sees. */
export function exampleOf(schema: JsonSchema, name = ''): unknown {
  if ('const' in schema) return schema['const'];
  if ('default' in schema) return schema['default'];
  const [first] = (schema['enum'] ?? []) as readonly unknown[];
  if (first !== undefined) return first;
  const choices = (schema['anyOf'] ?? schema['oneOf'] ?? []) as readonly JsonSchema[];
  const choice = choices.find(({ type }) => type !== 'null');
  if (choice) return exampleOf(choice, name);
  const parts = (schema['allOf'] ?? []) as readonly JsonSchema[];
  if (parts.length > 0) return Object.assign({}, ...parts.map((part) => exampleOf(part, name)));
  return exampleOfType(schema, name);
}

function exampleOfType(schema: JsonSchema, name: string): unknown {
  switch (schema['type']) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>).map(
          ([field, part]) => [field, exampleOf(part, field)],
        ),
      );
    case 'array':
      return (schema['maxItems'] ?? 1) === 0
        ? []
        : [exampleOf((schema['items'] ?? {}) as JsonSchema, name)];
    case 'integer':
    case 'number':
      return Math.min(Math.max(1, Number(schema['minimum'] ?? 1)), Number(schema['maximum'] ?? 1));
    case 'boolean':
      return true;
    case 'string':
      return exampleText(schema, name);
    default:
      return null;
  }
}

function exampleText(schema: JsonSchema, name: string): string {
  const format = FORMATS[String(schema['format'])];
  if (format !== undefined) return format;
  const [, text = 'text'] = ENDINGS.find(([ending]) => ending.test(name)) ?? [];
  return text.slice(0, Number(schema['maxLength'] ?? text.length));
}
