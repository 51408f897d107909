import { Option, type Command } from 'commander';
import { z } from 'zod';
import { UsageError } from '../usage-error';

/** The part of JSON Schema that the fields of a simulation come to. */
interface Field {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
}

/** Names that read better on a command line than in a request. */
const SHORT: Readonly<Record<string, string>> = { companyId: 'company' };

const fieldsOf = (schema: z.ZodObject) =>
  Object.entries(z.toJSONSchema(schema, { io: 'input' }).properties ?? {}) as [string, Field][];

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** One option for each field of a request, with its default and what it means. */
export function addOptions(command: Command, schema: z.ZodObject): Command {
  for (const [name, field] of fieldsOf(schema)) {
    const flags = flagsOf(SHORT[name] ?? kebab(name), field);
    const option = new Option(flags, meaningOf(field));
    if (field.enum) option.choices([...field.enum]);
    command.addOption(option);
  }
  return command;
}

/** The default stays the sandbox's business: what is not said is not sent. */
function meaningOf({ description = '', default: fallback, type }: Field): string {
  const isTold = fallback !== undefined && type !== 'object' && type !== 'boolean';
  return isTold ? `${description} (default: ${JSON.stringify(fallback)})` : description;
}

function flagsOf(name: string, { type, default: fallback }: Field): string {
  if (type === 'boolean') return fallback === true ? `--no-${name}` : `--${name}`;
  if (type === 'array') return `--${name} <words...>`;
  if (type === 'object') return `--${name} <json>`;
  return `--${name} <${type === 'integer' ? 'n' : 'text'}>`;
}

/** The request that the options of a command line ask for. */
export function requestOf(
  schema: z.ZodObject,
  options: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const given = fieldsOf(schema).map(([name, field]) => {
    const value = options[SHORT[name] ?? name];
    return [name, value === undefined ? undefined : valueOf(name, field, value)] as const;
  });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

function valueOf(name: string, { type }: Field, value: unknown): unknown {
  if (type === 'integer') return Number(value);
  if (type !== 'object' || typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw new UsageError(`--${kebab(name)} is not JSON: ${value}`);
  }
}
