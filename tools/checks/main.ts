/** Checks what no compiler or linter does: `tsx tools/checks/main.ts [--write-env-example | --write-licences]`. */
import { envExample, writeEnvExample } from './env-example';
import { fileLengths } from './file-lengths';
import { deploymentFilesAgree } from './deployment-files';
import { forbiddenImports } from './forbidden-imports';
import { licenceList, writeLicences } from './licence-list';
import { projectTags } from './project-tags';
import { noSecrets } from './secrets';
import { systemTransactionList } from './system-transaction-list';

const checks = [
  projectTags,
  forbiddenImports,
  systemTransactionList,
  envExample,
  fileLengths,
  deploymentFilesAgree,
  noSecrets,
  licenceList,
];

async function main(): Promise<void> {
  if (process.argv.includes('--write-env-example')) return writeEnvExample();
  if (process.argv.includes('--write-licences')) return writeLicences();
  for (const check of checks) {
    const problems = await check.run();
    if (problems.length > 0) process.exitCode = 1;
    console.log(`${problems.length === 0 ? '✓' : '✗'} ${check.name}`);
    for (const problem of problems) console.log(`    ${problem}`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
