/** The sandbox as a process: `tsx tools/sandbox/main.ts CONFIG.json`. */
import { readFileSync } from 'node:fs';
import { startSandbox, type SandboxConfig } from './start-sandbox';

async function main(configPath: string | undefined): Promise<void> {
  if (configPath === undefined) throw new Error('usage: main.ts CONFIG.json');
  const sandbox = await startSandbox(JSON.parse(readFileSync(configPath, 'utf8')) as SandboxConfig);
  console.log(`sandbox ready on ${sandbox.url}`);
  const end = () => void sandbox.close().then(() => process.exit(0));
  process.once('SIGTERM', end).once('SIGINT', end);
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
