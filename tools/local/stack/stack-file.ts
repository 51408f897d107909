import { existsSync, readFileSync } from 'node:fs';
import { createDemoCompanies, type DemoCompany } from '../demo-data';
import { createDemoSecrets, createOpsToken, type DemoSecrets } from '../demo-secrets';
import { files } from './files';
import { writePrivateFile } from './private-file';

/** What every start shares with the ones before: made once, kept in .local/stack.json. */
export interface Keepsakes {
  readonly companies: readonly DemoCompany[];
  readonly secrets: DemoSecrets;
  readonly ports: { readonly postgres: number; readonly redis: number; readonly sandbox: number };
}

/** The running stack, as `otto info` and the specs of others read it. */
export interface Stack extends Keepsakes {
  /** Also the public URL that provider signatures are made for. */
  readonly web: string;
  readonly sandbox: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly storageDir: string;
  readonly shunya: { readonly hmacSecret: string };
  readonly clerk: { readonly webhookSecret: string };
  /** Otto's variables that lead to the sandbox. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Recordings whose analysis gives that result. */
  readonly recordings: Readonly<
    Record<'booked' | 'unbooked' | 'serviceNotOffered' | 'unqualified', string>
  >;
}

const FIRST_PORTS = { postgres: 54_320, redis: 63_790, sandbox: 8_090 };

/** The keepsakes of the last start, or new ones. */
export function readKeepsakes(file = files.stack): Keepsakes {
  const kept = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Keepsakes>)
    : {};
  return {
    companies: kept.companies ?? createDemoCompanies(),
    // Stacks of before had no token for operators.
    secrets: kept.secrets
      ? { ...kept.secrets, opsToken: kept.secrets.opsToken ?? createOpsToken() }
      : createDemoSecrets(),
    ports: { ...FIRST_PORTS, ...kept.ports },
  };
}

export function writeStack(stack: Keepsakes | Stack, file = files.stack): void {
  writePrivateFile(file, `${JSON.stringify(stack, null, 2)}\n`);
}
