import type { Command } from 'commander';
import { verifyDeployment } from '../doctor/verify-deployment';
import { findStack } from '../stack';
import { UsageError } from '../usage-error';

export function addVerifyCommand(program: Command): void {
  program
    .command('verify <url>')
    .description(
      'checks a running deployment from outside; OPS_TOKEN lets it look inside (here it is known)',
    )
    .action(verify);
}

async function verify(url: string): Promise<void> {
  if (!/^https?:\/\//.test(url)) throw new UsageError('Give the public address: verify https://…');
  for (const { claim, problem } of await verifyDeployment(url, tokenFor(url))) {
    if (problem === undefined) console.log(`? ${claim}\n    not looked at: set OPS_TOKEN`);
    else console.log(problem === null ? `✓ ${claim}` : `✗ ${claim}\n    ${problem}`);
    if (problem) process.exitCode = 1;
  }
}

/** That of the environment, or of the local stack when it is what is looked at. */
function tokenFor(url: string): string | undefined {
  const stack = findStack();
  const isLocal = stack && new URL(stack.web).origin === new URL(url).origin;
  return process.env['OPS_TOKEN'] ?? (isLocal ? stack.secrets.opsToken : undefined);
}
