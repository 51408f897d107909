/** One line about what goes on; the results have standard output for themselves. */
export type Progress = (line: string) => void;

export function createProgress(): Progress {
  const startedAt = Date.now();
  return (line) => {
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    process.stderr.write(`[${String(seconds).padStart(4)} s] ${line}\n`);
  };
}
