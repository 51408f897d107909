import os from 'node:os';

/** When and on what something was measured. */
export const describeHost = () => ({
  at: new Date().toISOString(),
  host: {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpus: os.availableParallelism(),
    cpu: os.cpus()[0]?.model ?? '',
    loadAverage: os.loadavg(),
  },
});
