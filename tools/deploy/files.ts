import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ProjectGraph } from 'nx/src/devkit-exports';
import { format, getFileInfo, resolveConfig } from 'prettier';
import { renderCompose } from './render/compose';
import { renderProcfile } from './render/procfile';
import { renderRailwayJson } from './render/railway-json';
import { renderRailwayTs } from './render/railway-ts';
import { services, type Service } from './services';
import { watchPatternsOf } from './watch-patterns';

const root = path.resolve(__dirname, '../..');

/** Every deployment file by its path, as the table of services wants it. */
export async function deploymentFiles(graph: ProjectGraph): Promise<Record<string, string>> {
  const watch = (service: Service) => watchPatternsOf(graph, service);
  const jsonOf = (service: Service) => renderRailwayJson(service, watch(service));
  const [web] = services as [Service, ...Service[]];
  const files = {
    Procfile: renderProcfile(services),
    'docker-compose.yml': renderCompose(services),
    // Railway reads the root's for a service that names no other: that is web.
    'railway.json': jsonOf(web),
    ...Object.fromEntries(
      services.map((service) => [`apps/${service.name}/railway.json`, jsonOf(service)]),
    ),
    '.railway/railway.ts': renderRailwayTs(services, watch),
  };
  const formatted = Object.entries(files).map(
    async ([file, text]) => [file, await formatFile(file, text)] as const,
  );
  return Object.fromEntries(await Promise.all(formatted));
}

async function formatFile(file: string, text: string): Promise<string> {
  const filepath = path.join(root, file);
  const { inferredParser } = await getFileInfo(filepath);
  return inferredParser === null
    ? text
    : format(text, { ...(await resolveConfig(filepath)), filepath });
}

export async function writeFiles(wanted: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(wanted)) await writeFile(path.join(root, file), text);
}
