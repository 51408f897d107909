import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Check } from './check';
import { sourceFiles, workspaceRoot } from './source-files';

const MEDIAN_LINES = 80;
const MOST_LINES = 300;

export const fileLengths: Check = {
  name: `files are short: a median of ${MEDIAN_LINES} lines at most, none over ${MOST_LINES}`,
  run: async () => {
    const files = await sourceFiles(['apps', 'libs']);
    return lengthProblems(
      await Promise.all(files.map(async (file) => ({ file, lines: await countLines(file) }))),
    );
  },
};

export function lengthProblems(files: readonly { file: string; lines: number }[]): string[] {
  const median = medianOf(files.map(({ lines }) => lines));
  return [
    ...files
      .filter(({ lines }) => lines > MOST_LINES)
      .map(({ file, lines }) => `${file} has ${lines} lines`),
    ...(median > MEDIAN_LINES ? [`the median file has ${median} lines`] : []),
  ];
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return (low + high) / 2;
}

async function countLines(file: string): Promise<number> {
  const text = await readFile(path.join(workspaceRoot, file), 'utf8');
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
