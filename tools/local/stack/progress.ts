/** Lines that tell how far a start is, each with the seconds since the beginning. */
export function createProgress(write: (line: string) => void = console.log) {
  const begin = performance.now();
  return (line: string): void => {
    const seconds = ((performance.now() - begin) / 1_000).toFixed(1).padStart(5);
    write(`[otto ${seconds} s] ${line}`);
  };
}
export type Progress = ReturnType<typeof createProgress>;
