type Cell = string | number | null | undefined;

/** Columns as wide as their longest value, for a terminal. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = [headings, ...rows.map((row) => row.map((value) => String(value ?? '-')))];
  const widths = headings.map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? '').length)),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function printJson(value: unknown): void {
  const plain = (_: string, item: unknown) => (typeof item === 'bigint' ? Number(item) : item);
  console.log(JSON.stringify(value, plain, 2));
}

/** 2026-11-24 10:00:00, in UTC. */
export function time(date: Date | null | undefined): string {
  return date ? date.toISOString().slice(0, 19).replace('T', ' ') : '-';
}
