/** One entry of `packages` in a package-lock.json of version 3. */
export interface LockedPackage {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly [field: string]: unknown;
}

export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/**
 * The entries of a lock file that the named packages need, themselves included, at the places where
 * the whole lock has them. Throws when a package that must be there is not in the lock.
 */
export function pruneLock(packages: LockedPackages, roots: readonly string[]): LockedPackages {
  const kept = new Map<string, LockedPackage>();
  const keep = (from: string, name: string, isOptional: boolean): void => {
    const place = findPlace(packages, from, name);
    if (place === undefined) {
      if (isOptional) return;
      throw new Error(`${name}, needed by ${from || 'the bundle'}, is not in package-lock.json`);
    }
    if (kept.has(place)) return;
    const entry = packages[place] as LockedPackage;
    kept.set(place, withoutRootFlags(entry));
    for (const [needed, optional] of needs(entry)) keep(place, needed, optional);
  };
  for (const root of roots) keep('', root, false);
  return Object.fromEntries([...kept].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Node's own search: the package's folder first, then each folder above it. */
function findPlace(packages: LockedPackages, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = parentOf(folder)) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[place] !== undefined) return place;
    if (folder === '') return undefined;
  }
}

function parentOf(place: string): string {
  const end = place.lastIndexOf('/node_modules/');
  return end === -1 ? '' : place.slice(0, end);
}

function needs(entry: LockedPackage): (readonly [name: string, optional: boolean])[] {
  const optional = entry.optionalDependencies ?? {};
  return [
    ...Object.keys(entry.dependencies ?? {}).map((name) => [name, name in optional] as const),
    ...Object.keys(optional).map((name) => [name, true] as const),
    ...Object.keys(entry.peerDependencies ?? {})
      .filter((name) => entry.peerDependenciesMeta?.[name]?.optional !== true)
      .map((name) => [name, false] as const),
  ];
}

/** Whether a package is needed in development only is true of the workspace, not of the app. */
function withoutRootFlags(entry: LockedPackage): LockedPackage {
  return Object.fromEntries(
    Object.entries(entry).filter(([field]) => !['dev', 'devOptional', 'peer'].includes(field)),
  );
}
