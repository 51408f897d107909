import { installedVersion } from '../../harness/installed-version';
import type { ContenderName } from './index';

/** Why a contender cannot take part with what is installed; undefined when it can. */
export function whyAbsent(
  name: ContenderName,
  versionOf: (name: string) => string = installedVersion,
): string | undefined {
  if (name !== 'graphile-tuned') return undefined;
  const version = versionOf('graphile-worker');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 0 || minor >= 17) return undefined;
  return `graphile-worker ${version} has no localQueue and no completeJobBatchDelay; 0.17 brings them`;
}
