import { pruneLock, type LockedPackages } from './locked-packages';

export interface WorkspaceManifest {
  readonly version: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

export interface AppManifestInput {
  readonly app: string;
  readonly externals: readonly string[];
  readonly workspace: WorkspaceManifest;
  readonly locked: LockedPackages;
}

/** The package.json and package-lock.json that let `npm ci` install what one app's bundle needs. */
export function createAppManifest({ app, externals, workspace, locked }: AppManifestInput) {
  const packages = pruneLock(locked, externals);
  const identity = { name: `otto-${app}`, version: workspace.version };
  const dependencies = Object.fromEntries(
    externals.map((name) => [name, packages[`node_modules/${name}`]?.version ?? '']),
  );
  const common = { license: workspace.license, dependencies, engines: workspace.engines };
  return {
    packageJson: {
      ...identity,
      private: true,
      ...common,
      main: 'main.js',
      scripts: { start: 'node --enable-source-maps main.js' },
    },
    packageLock: {
      ...identity,
      lockfileVersion: 3,
      requires: true,
      packages: { '': { ...identity, ...common }, ...packages },
    },
  };
}
