import { runInNewContext } from 'node:vm';
import { transformSync } from 'esbuild';

type Settings = Readonly<Record<string, unknown>>;

export interface RailwayResource {
  readonly kind: 'service' | 'postgres' | 'redis';
  readonly name: string;
  readonly settings: Settings;
}

type Program = (context: { shared: Settings }) => {
  readonly name: string;
  readonly resources: readonly RailwayResource[];
};

/** Runs a `.railway/railway.ts` with a stand-in for `railway/iac` that only writes down. */
export function evaluateRailway(source: string): ReturnType<Program> {
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs', target: 'node20' });
  const references = (of: string) =>
    new Proxy({}, { get: (_target, name) => `\${{${of}.${String(name)}}}` });
  const resource = (kind: RailwayResource['kind']) => (name: string, settings: Settings) => ({
    kind,
    name,
    settings,
    env: references(name),
  });
  const iac = {
    defineRailway: (program: Program) => program,
    github: (repository: string) => ({ repository }),
    project: (name: string, { resources }: { resources: RailwayResource[] }) => ({
      name,
      resources,
    }),
    service: resource('service'),
    postgres: resource('postgres'),
    redis: resource('redis'),
  };
  const module = { exports: {} as { default?: Program } };
  const load = (name: string) => {
    if (name !== 'railway/iac') throw new Error(`railway.ts imports ${name}`);
    return iac;
  };
  runInNewContext(code, { module, exports: module.exports, require: load, process: { env: {} } });
  if (!module.exports.default) throw new Error('railway.ts has no default export');
  return module.exports.default({ shared: references('shared') });
}
