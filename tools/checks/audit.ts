/**
 * `npm audit` at high level: fails on a finding, and says so where the registry gives no answer
 * (mirrors often have no audit; that a package is fine is then not known, which is no failure).
 */
import { spawnSync } from 'node:child_process';
import { readAudit } from './read-audit';

const { stdout } = spawnSync('npm', ['audit', '--audit-level=high', '--omit=dev', '--json'], {
  encoding: 'utf8',
  timeout: 60_000,
});
const { isAnswered, findings } = readAudit(stdout ?? '');
if (!isAnswered) console.log('npm audit: the registry gave no answer; nothing was audited');
else if (findings.length === 0) console.log('npm audit: nothing of high or critical severity');
for (const finding of findings) console.log(`npm audit: ${finding}`);
if (findings.length > 0) process.exitCode = 1;
