import type { Stack } from './stack-file';

const TRY = 'npm run otto -- simulate call --scenario booked --watch';

/** What `npm start` says when everything is up. */
export function startBanner(stack: Stack): string {
  return framed([
    'Otto is running',
    '',
    `  API         ${stack.web}`,
    `  Health      ${stack.web}/health/ready`,
    ...servers(stack),
    '  Logs        .local/logs',
    '',
    `  Try         ${TRY}`,
    '  Stop        Ctrl-C',
  ]);
}

/** What `npm run services` says. */
export function servicesBanner(stack: Stack): string {
  return framed([
    'PostgreSQL, Redis and the sandbox are running; .env is written',
    '',
    ...servers(stack),
    `  Web's port  ${new URL(stack.web).port}`,
    '',
    '  Try         npx nx serve web   (or worker, or beat, each in a terminal of its own)',
    '  Stop        Ctrl-C',
  ]);
}

function servers({ sandbox, databaseUrl, redisUrl }: Stack): string[] {
  return [
    `  Sandbox     ${sandbox}`,
    `  PostgreSQL  ${withoutPassword(databaseUrl)}`,
    `  Redis       ${withoutPassword(redisUrl)}`,
  ];
}

function withoutPassword(text: string): string {
  const url = new URL(text);
  if (url.password) url.password = '***';
  return url.href;
}

function framed(lines: readonly string[]): string {
  const width = Math.max(...lines.map((line) => line.length)) + 2;
  const edge = '─'.repeat(width);
  return [
    '',
    `┌${edge}┐`,
    ...lines.map((line) => `│ ${line.padEnd(width - 1)}│`),
    `└${edge}┘`,
    '',
  ].join('\n');
}
