import { deploymentFiles } from '../deploy/files';
import { outdatedFiles } from '../deploy/outdated-files';
import { switchProblems } from '../deploy/table-problems';
import type { Check } from './check';
import { projectGraph } from './project-graph';

/** Railway's files, the Procfile and docker-compose.yml all say what the table of services says. */
export const deploymentFilesAgree: Check = {
  name: 'every deployment file is as tools/deploy/services.ts and libs/config want it',
  run: async () => [
    ...switchProblems(),
    ...(await outdatedFiles(await deploymentFiles(await projectGraph()))).map(
      (file) => `${file} is out of date: npx tsx tools/deploy/main.ts`,
    ),
  ],
};
