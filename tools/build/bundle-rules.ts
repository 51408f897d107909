import type { Metafile } from 'esbuild';
import { externalPackages } from './external-packages';

/**
 * What an app must never carry, bundled or as a dependency. Beat only writes jobs with plain SQL: an
 * ORM in it means that somebody imported '@otto/db' where '@otto/db/sql' was enough.
 */
const forbidden: Readonly<Record<string, readonly RegExp[]>> = {
  beat: [
    /^@prisma\//,
    /^libs\/(db\/src\/(generated|repositories)|domain|integrations)\//,
    /^express$/,
  ],
  worker: [/^express$/],
  web: [/^node-cron$/],
};

/** The inputs and packages of a bundle that its app must not have. */
export function forbiddenParts(app: string, metafile: Metafile): string[] {
  const rules = forbidden[app] ?? [];
  const parts = [...Object.keys(metafile.inputs), ...externalPackages(metafile)];
  return parts.filter((part) => rules.some((rule) => rule.test(part)));
}
