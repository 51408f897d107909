import type { ProjectGraph } from 'nx/src/devkit-exports';
import type { Service } from './services';

/** What every image is built from besides its projects. */
const ALWAYS = [
  'Dockerfile',
  'package.json',
  'package-lock.json',
  'nx.json',
  'tsconfig.base.json',
  'prisma.config.ts',
  'tools/build/**',
  'tools/prisma/**',
];

/** The folders of a service and of all that it imports, as the Nx graph has them. */
export function watchPatternsOf(graph: ProjectGraph, { name }: Service): string[] {
  const found = new Set<string>();
  const visit = (project: string): void => {
    if (found.has(project) || graph.nodes[project] === undefined) return;
    found.add(project);
    for (const { target } of graph.dependencies[project] ?? []) visit(target);
  };
  visit(name);
  const folders = [...found].map((project) => `${graph.nodes[project]?.data.root ?? project}/**`);
  return [...folders.sort(), ...ALWAYS];
}
