/** Both commands know --help only; it answers `done` after printing it. Throws on anything else. */
export function parseOptions(args: readonly string[], help: string): 'done' | 'run' {
  const unknown = args.find((arg) => arg !== '--help' && arg !== '-h');
  if (unknown) throw new Error(`${unknown} is not an option.\n\n${help}`);
  if (args.length === 0) return 'run';
  console.log(help);
  return 'done';
}
