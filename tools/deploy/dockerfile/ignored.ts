/** Whether Docker leaves a path of the context out, by the lines of .dockerignore; the last that fits decides. */
export function createIgnored(text: string): (file: string) => boolean {
  const rules = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const isException = line.startsWith('!');
      return { isException, pattern: toPattern(isException ? line.slice(1) : line) };
    });
  return (file) =>
    rules.reduce(
      (isIgnored, { isException, pattern }) => (pattern.test(file) ? !isException : isIgnored),
      false,
    );
}

/** A pattern fits a path and all that is under it. */
function toPattern(glob: string): RegExp {
  const source = glob
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**/', '\u0000')
    .replaceAll('*', '[^/]*')
    .replaceAll('\u0000', '(?:.*/)?');
  return new RegExp(`^${source}(?:/|$)`);
}
