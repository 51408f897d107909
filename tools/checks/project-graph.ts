import { createProjectGraphAsync, type ProjectGraph } from 'nx/src/devkit-exports';

let graph: Promise<ProjectGraph> | undefined;

/**
 * The graph of the workspace, computed now and left in Nx's cache. ESLint's boundary rule reads that
 * cache, and lets everything pass, with a warning only, where there is none.
 */
export function projectGraph(): Promise<ProjectGraph> {
  graph ??= createProjectGraphAsync({ exitOnError: false, resetDaemonClient: true });
  return graph;
}
