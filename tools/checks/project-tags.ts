import type { Check } from './check';
import { projectGraph } from './project-graph';

const types = ['app', 'domain', 'data', 'queue', 'integration', 'util', 'test', 'tool'];
const scopes = ['web', 'worker', 'beat', 'shared'];

/** An untagged project would be bound by no constraint at all. */
export const projectTags: Check = {
  name: 'every project has one type and one scope',
  run: async () =>
    Object.values((await projectGraph()).nodes).flatMap(({ name, data }) =>
      tagProblems(name, data.tags ?? []),
    ),
};

export function tagProblems(project: string, tags: readonly string[]): string[] {
  return [...oneOf(project, tags, 'type', types), ...oneOf(project, tags, 'scope', scopes)];
}

function oneOf(project: string, tags: readonly string[], kind: string, known: readonly string[]) {
  const values = tags
    .filter((tag) => tag.startsWith(`${kind}:`))
    .map((tag) => tag.slice(kind.length + 1));
  const [value] = values;
  if (value === undefined) return [`${project} has no ${kind}: tag`];
  if (values.length > 1) return [`${project} has several ${kind}: tags: ${values.join(', ')}`];
  return known.includes(value) ? [] : [`${project} has the unknown tag ${kind}:${value}`];
}
