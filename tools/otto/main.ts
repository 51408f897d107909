import { Command } from 'commander';
import { addDoctorCommand } from './commands/doctor';
import { addInfoCommand } from './commands/info';
import { addJobsCommand } from './commands/jobs';
import { addScheduleCommand } from './commands/schedule';
import { addSeedCommand } from './commands/seed';
import { addSimulateCommand } from './commands/simulate';
import { addVerifyCommand } from './commands/verify';
import { UsageError } from './usage-error';

const program = new Command('otto')
  .description('Looks into a running Otto and works its levers.')
  .showHelpAfterError();
addInfoCommand(program);
addSimulateCommand(program);
addJobsCommand(program);
addScheduleCommand(program);
addDoctorCommand(program);
addVerifyCommand(program);
addSeedCommand(program);

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof UsageError ? error.message : error);
  process.exit(1);
});
