const SERIOUS = ['high', 'critical'];

export interface Audit {
  readonly isAnswered: boolean;
  readonly findings: readonly string[];
}

interface Report {
  readonly vulnerabilities?: Readonly<
    Record<string, { readonly severity: string; readonly range?: string }>
  >;
}

/** What `npm audit --json` printed: its serious findings, or that there was nobody to ask. */
export function readAudit(output: string): Audit {
  const { vulnerabilities } = parse(output);
  if (vulnerabilities === undefined) return { isAnswered: false, findings: [] };
  const findings = Object.entries(vulnerabilities)
    .filter(([, { severity }]) => SERIOUS.includes(severity))
    .map(([name, { severity, range = 'any version' }]) => `${severity}: ${name} ${range}`);
  return { isAnswered: true, findings };
}

function parse(output: string): Report {
  try {
    return JSON.parse(output) as Report;
  } catch {
    return {};
  }
}
