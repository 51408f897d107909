import { createLogger } from '../logger';
import { startWatchdog } from '../health/watchdog';

// A process that gets stuck in the way of its argument, for the watchdog's spec.
const [way] = process.argv.slice(2);
const logger = createLogger({ service: 'stuck', level: 'info', format: 'text' });
const watchdog = startWatchdog({
  logger,
  stuckAfterMs: 600,
  expectsProgress: way !== 'idle',
  ...(way === 'hanging-with-news' ? { exit: () => setTimeout(() => process.exit(7), 50) } : {}),
});
setInterval(() => {
  if (way === 'working') watchdog.progress();
}, 50);
if (way === 'blocked')
  setTimeout(() => {
    for (;;) Math.sqrt(2);
  }, 100);
if (way === 'working' || way === 'idle') setTimeout(() => process.exit(0), 2_500);
