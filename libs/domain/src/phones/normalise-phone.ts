/**
 * The number in E.164 (`+16025550101`), or null when it is none: withheld callers, short codes,
 * words. Ten digits are taken as North American, eleven with a leading 1 too.
 */
export function normalisePhone(raw: string | null | undefined): string | null {
  const text = (raw ?? '').trim().replace(/\s*(;|,|x|ext\.?|#).*$/i, '');
  if (!/^\+?[\d\s().-]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  if (text.startsWith('+')) return international(digits);
  if (digits.length === 10) return northAmerican(digits);
  if (digits.length === 11 && digits.startsWith('1')) return northAmerican(digits.slice(1));
  return null;
}

function international(digits: string): string | null {
  return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : null;
}

/** Area codes start with 2 to 9; a run of zeros is how some exchanges say "withheld". */
function northAmerican(digits: string): string | null {
  return /^[2-9]\d{9}$/.test(digits) ? `+1${digits}` : null;
}
