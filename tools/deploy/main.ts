/** Writes every deployment file from the table of services: `npx tsx tools/deploy/main.ts`. */
import { projectGraph } from '../checks/project-graph';
import { deploymentFiles, writeFiles } from './files';

async function main(): Promise<void> {
  const files = await deploymentFiles(await projectGraph());
  await writeFiles(files);
  console.log(Object.keys(files).join('\n'));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
