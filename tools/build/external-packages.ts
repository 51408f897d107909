import { isBuiltin } from 'node:module';
import type { Metafile } from 'esbuild';

/** The npm packages that a bundle still imports at run time, sorted, without their sub-paths. */
export function externalPackages(metafile: Pick<Metafile, 'outputs'>): string[] {
  const names = Object.values(metafile.outputs)
    .flatMap((output) => output.imports)
    .filter((imported) => imported.external && !isBuiltin(imported.path))
    .map((imported) => packageName(imported.path));
  return [...new Set(names)].sort();
}

function packageName(specifier: string): string {
  const [first = '', second] = specifier.split('/');
  return first.startsWith('@') && second !== undefined ? `${first}/${second}` : first;
}
