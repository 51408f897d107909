const NAMES_STOP = /\bSTOP\b/;

/** The first text to a phone says who writes, and how to have it end. */
export function asFirstText(body: string, companyName: string): string {
  const named = body.toLowerCase().includes(companyName.toLowerCase())
    ? body
    : `${companyName}: ${body}`;
  return NAMES_STOP.test(named) ? named : `${named} Reply STOP to opt out.`;
}
