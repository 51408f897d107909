/** `Tue, 24 Nov 2026 16:15:00 +0000` as ISO 8601 in UTC; null for anything else. */
export function readMailDate(text: string | null | undefined): string | null {
  if (!text || !/^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} /.test(text)) return null;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
