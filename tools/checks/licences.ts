import type { LockedPackages } from '../build/locked-packages';

/** What may be given to customers without giving them our source, or asking a lawyer. */
const ACCEPTED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
]);

interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** The packages of a lock file that holds what is deployed. */
export function deployedPackages(locked: LockedPackages): Package[] {
  const found = Object.entries(locked)
    .filter(([place]) => place !== '')
    .map(([place, { version = '', license }]) => ({
      name: place.split('node_modules/').at(-1) ?? place,
      version,
      licence: typeof license === 'string' ? license : 'none stated',
    }));
  const unique = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
  return [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** A choice of licences is accepted when one of them is. */
const isAccepted = (licence: string) =>
  licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((one) => ACCEPTED.has(one));

export const unacceptedLicences = (packages: readonly Package[]): string[] =>
  packages
    .filter(({ licence }) => !isAccepted(licence))
    .map(({ name, version, licence }) => `${name} ${version}: licence ${licence}`);

export function renderLicences(packages: readonly Package[]): string {
  const names = (licence: string) =>
    packages.filter((one) => one.licence === licence).map((one) => `${one.name} ${one.version}`);
  const licences = [...new Set(packages.map(({ licence }) => licence))].sort();
  const chapters = licences.map((one) => `## ${one}\n\n${names(one).join(', ')}\n`);
  const head = `# Licences of what is deployed

Written by \`npx tsx tools/checks/main.ts --write-licences\` from package-lock.json; checked by \`npm test\`.
`;
  return [head, ...chapters].join('\n');
}
