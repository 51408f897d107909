/**
 * Personal data and secrets, found by their shape wherever they stand in a text. Applied to every
 * log line as the last step, so that a careless message cannot leak either.
 */
const RULES: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '[token]'],
  [/\b(Bearer|Basic|Token)\s+[\w.~+/="-]{8,}/gi, '$1 [token]'],
  [/([?&](?:access_key|token|signature|sig|key|t|X-Amz-[A-Za-z]+)=)[^&\s"]+/g, '$1[secret]'],
  [/\/\/[^/\s:@]*:[^/\s@]+@/g, '//'],
  // As they are, and as they stand in a URL.
  [/\b([\w%+-])[\w.%+-]*(?:@|%40)([\w-]+\.[\w.-]+)/gi, '$1…@$2'],
  [/(?<![\w-])(?:\+|%2B)\d{7,15}(?!\d)/gi, lastFour],
  // (212) 555-0123, 212.555.0123, +1-212-555-0123
  [/(?<![\w.-])(?:\+?1[ .-]?)?(?:\(\d{3}\)[ .-]?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\w-])/g, lastFour],
  [/(?<![\w.:-])1?\d{10}(?![\w.:-])/g, lastFour],
];

function lastFour(phone: string): string {
  return `…${phone.slice(-4)}`;
}

/** The text without phone numbers, e-mail addresses, tokens, passwords and signed URLs. */
export function redact(text: string): string {
  return RULES.reduce(
    (current, [pattern, replacement]) => current.replace(pattern, replacement as string),
    text,
  );
}
