import { nextFreePort } from '@otto/testkit';
import { startChild } from '../process/start-child';
import { files, repositoryRoot } from './files';
import { writePrivateFile } from './private-file';
import type { Progress } from './progress';
import type { Keepsakes, Stack } from './stack-file';
import type { Supervisor } from './supervisor';
import { within } from './within';

const MAIN = 'tools/sandbox/main.ts';

export interface SandboxDeps {
  readonly webUrl: string;
  readonly keepsakes: Keepsakes;
  readonly supervisor: Supervisor;
  readonly progress: Progress;
}

/** Starts the process that plays the providers, and answers with what leads to it. */
export async function startSandbox(
  deps: SandboxDeps,
): Promise<{ url: string; port: number } & Pick<Stack, 'recordings' | 'endpoints'>> {
  const { webUrl, keepsakes, supervisor, progress } = deps;
  const port = await nextFreePort(keepsakes.ports.sandbox);
  const { companies, secrets } = keepsakes;
  const { shunya, clerk } = secrets;
  writePrivateFile(files.sandboxConfig, JSON.stringify({ port, webUrl, companies, shunya, clerk }));
  let isReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (isReady = resolve));
  const child = supervisor.add(
    startChild({
      name: 'sandbox',
      args: ['--import', 'tsx', MAIN, files.sandboxConfig],
      cwd: repositoryRoot,
      env: process.env,
      logFile: files.log('sandbox'),
      mark: MAIN,
      onLine: (line) => line.includes('sandbox ready') && isReady(),
    }),
  );
  await within(20_000, 'the sandbox', child, ready);
  const url = `http://127.0.0.1:${port}`;
  progress(`the sandbox (CallRail, Twilio, Shunya, Clerk and others) is ready on ${url}`);
  return { url, port, recordings: await recordingsOf(url), endpoints: await endpointsOf(url) };
}

async function endpointsOf(sandboxUrl: string): Promise<Stack['endpoints']> {
  return (await (await fetch(`${sandboxUrl}/endpoints`)).json()) as Stack['endpoints'];
}

async function recordingsOf(sandboxUrl: string): Promise<Stack['recordings']> {
  const answer = await fetch(`${sandboxUrl}/recordings/`);
  const urls = (await answer.json()) as Record<string, string>;
  const of = (scenario: keyof Stack['recordings']) => {
    const url = urls[scenario];
    if (!url) throw new Error(`the sandbox has no recording of the scenario ${scenario}`);
    return url;
  };
  return {
    booked: of('booked'),
    unbooked: of('unbooked'),
    serviceNotOffered: of('serviceNotOffered'),
    unqualified: of('unqualified'),
  };
}
