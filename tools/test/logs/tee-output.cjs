/*
 * Loaded by NODE_OPTIONS into every node process of a run of specs: what it writes to standard
 * output and error, and the error that ends it, is also appended to a file of its own in the folder
 * OTTO_TEST_LOGS, where the step `logs` of `npm test` searches it. Written at once, so that nothing
 * is lost with a process that is killed.
 */
const { ChildProcess } = require('node:child_process');
const { appendFileSync } = require('node:fs');
const path = require('node:path');
const { inspect } = require('node:util');
const { isMainThread } = require('node:worker_threads');

const dir = process.env.OTTO_TEST_LOGS;

// What a thread writes comes out of its process.
if (dir && isMainThread) {
  const file = path.join(dir, `process-${process.pid}.log`);
  for (const stream of [process.stdout, process.stderr]) tee(stream, file);
  process.on('uncaughtExceptionMonitor', (error) => {
    // Node prints it without process.stderr, unless somebody takes it.
    if (process.listenerCount('uncaughtException') === 0) {
      appendFileSync(file, `${inspect(error)}\n`);
    }
  });
  passOn(dir);
}

function tee(stream, file) {
  const { write } = stream;
  stream.write = function (chunk, ...rest) {
    appendFileSync(file, chunk, typeof rest[0] === 'string' ? rest[0] : undefined);
    return write.call(this, chunk, ...rest);
  };
}

/** To children whose environment is made anew, too; services say all that they can. */
function passOn(dir) {
  const { spawn } = ChildProcess.prototype;
  const load = `--require ${JSON.stringify(__filename)}`;
  ChildProcess.prototype.spawn = function (options) {
    const env = new Map((options.envPairs ?? []).map((pair) => [pair.split('=', 1)[0], pair]));
    const nodeOptions = env.get('NODE_OPTIONS') ?? 'NODE_OPTIONS=';
    if (!nodeOptions.includes(load)) env.set('NODE_OPTIONS', `${nodeOptions} ${load}`);
    if (!env.has('LOG_LEVEL')) env.set('LOG_LEVEL', 'LOG_LEVEL=debug');
    if (!env.has('OTTO_TEST_LOGS')) env.set('OTTO_TEST_LOGS', `OTTO_TEST_LOGS=${dir}`);
    options.envPairs = [...env.values()];
    return spawn.call(this, options);
  };
}
