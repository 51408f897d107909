const NAMES_STOP = /\bSTOP\b/;

/** The first text to a phone says who writes, and how to have it end. */
export function asFirstText(body: string, companyName: string): string {
  const named = body.toLowerCase().includes(companyName.toLowerCase())
    ? body
    : `${companyName}: ${body}`;
  // A company may be called so; that tells nobody how to have it end.
  const rest = named.replaceAll(companyName, '');
  return NAMES_STOP.test(rest) ? named : `${named} Reply STOP to opt out.`;
}
