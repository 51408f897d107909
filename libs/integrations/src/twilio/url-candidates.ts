const PARTS = /^(https?):\/\/([^/?#]+)([^#]*)/i;
const STANDARD_PORTS: Readonly<Record<string, string>> = { http: ':80', https: ':443' };

/**
 * The spellings under which Twilio may have signed a URL: as it is, as browsers write it, without
 * a port and with the standard one. Never with its fragment, which Twilio keeps to itself.
 */
export function urlCandidates(url: string): string[] {
  const spellings = [url, ...(URL.canParse(url) ? [new URL(url).href] : [])];
  return [...new Set(spellings.flatMap(withAndWithoutPort))];
}

function withAndWithoutPort(url: string): string[] {
  const [, scheme = '', authority = '', rest = ''] = PARTS.exec(url) ?? [];
  if (scheme === '') return [];
  const host = authority.replace(/:\d*$/, '');
  const standard = STANDARD_PORTS[scheme.toLowerCase()] ?? '';
  return [authority, host, host + standard].map((name) => `${scheme}://${name}${rest}`);
}
