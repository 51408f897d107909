import { KILL_SECONDS, startCommand, type Service } from '../services';

const HEALTHY_WITHIN_SECONDS = 120;
const BYTES_PER_MB = 1_024 * 1_024;

/** A service's settings in Railway's words. */
export function deployOf(service: Service) {
  return {
    startCommand: startCommand(service),
    ...(service.preDeploy === null ? {} : { preDeployCommand: [service.preDeploy] }),
    ...(service.portVariable === 'PORT'
      ? { healthcheckPath: '/health/ready', healthcheckTimeout: HEALTHY_WITHIN_SECONDS }
      : {}),
    // A wedged process exits 1 and one that lost its work exits 1: both are to be started anew.
    restartPolicyType: 'ALWAYS',
    numReplicas: 1,
    overlapSeconds: service.overlapSeconds,
    drainingSeconds: KILL_SECONDS,
    sleepApplication: false,
    limitOverride: {
      containers: { cpu: service.cpus, memoryBytes: service.memoryMb * BYTES_PER_MB },
    },
  } as const;
}
