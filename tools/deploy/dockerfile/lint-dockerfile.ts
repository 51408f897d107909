import { startCommand, WEB_PORT, HEALTH_PORT, type Service } from '../services';
import { flatten, parseDockerfile, type Instruction, type Stage } from './parse-dockerfile';

type Rule = (target: string, steps: readonly Instruction[]) => string | false;

const SECRET = /(SECRET|TOKEN|PASSWORD|API_KEY|_KEY)\b/;

const valuesOf = (steps: readonly Instruction[], keyword: string) =>
  steps.filter((step) => step.keyword === keyword).map(({ value }) => value);

/** What hadolint would say, and what it cannot know. */
const rules: readonly Rule[] = [
  (_target, steps) => valuesOf(steps, 'ADD').length > 0 && 'ADD fetches and unpacks: use COPY',
  (_target, steps) =>
    valuesOf(steps, 'RUN').some((run) => /npm (i|install)\b/.test(run)) &&
    'npm install does not keep to the lock: use npm ci',
  (_target, steps) =>
    [...valuesOf(steps, 'ENV'), ...valuesOf(steps, 'ARG')].some((value) => SECRET.test(value)) &&
    'a secret in ENV or ARG stays in the image',
  (_target, steps) =>
    valuesOf(steps, 'WORKDIR').some((dir) => !dir.startsWith('/')) && 'WORKDIR is not absolute',
  (_target, steps) => {
    const user = steps.findLast(({ keyword }) => keyword === 'USER');
    return (!user || /^(root|0)\b/.test(user.value)) && 'it runs as root';
  },
  (_target, steps) => {
    const command = valuesOf(steps, 'CMD').at(-1);
    return !command?.startsWith('["node"') && 'node is not the first process';
  },
];

const ofService: readonly ((service: Service, steps: readonly Instruction[]) => string | false)[] =
  [
    (service, steps) =>
      valuesOf(steps, 'CMD').at(-1) !==
        JSON.stringify(startCommand(service).split(' ')).replaceAll(',', ', ') &&
      `it does not start with ${startCommand(service)}`,
    ({ portVariable }, steps) => {
      const port = portVariable === 'PORT' ? WEB_PORT : HEALTH_PORT;
      return !valuesOf(steps, 'EXPOSE').includes(String(port)) && `it does not expose ${port}`;
    },
    (_service, steps) =>
      valuesOf(steps, 'RUN').some((run) => run.includes('npm ci') && !run.includes('--omit=dev')) &&
      'it has dev dependencies',
    (_service, steps) =>
      !valuesOf(steps, 'LABEL').some((label) => label.includes('sbom=')) && 'it names no SBOM',
  ];

/** What is wrong with a Dockerfile, a line each. */
export function lintDockerfile(text: string, services: readonly Service[]): string[] {
  const stages = parseDockerfile(text);
  const targets = stages.filter(({ instructions }) => valuesOf(instructions, 'CMD').length > 0);
  return [
    ...stages.flatMap((stage) => imageProblems(stages, stage)),
    ...targets.flatMap(({ name }) => judge(name, rules, flatten(stages, name))),
    ...services.flatMap((service) => {
      const steps = flatten(stages, service.name);
      if (steps.length === 0) return [`there is no target ${service.name}`];
      const found = ofService.map((rule) => rule(service, steps)).filter((one) => one !== false);
      return found.map((problem) => `${service.name}: ${problem}`);
    }),
  ];
}

function judge(target: string, all: readonly Rule[], steps: readonly Instruction[]): string[] {
  return all.flatMap((rule) => {
    const problem = rule(target, steps);
    return problem === false ? [] : [`${target}: ${problem}`];
  });
}

function imageProblems(stages: readonly Stage[], { from, name }: Stage): string[] {
  if (stages.some((stage) => stage.name === from)) return [];
  const isPinned = /:[^:]*\d/.test(from) && !from.endsWith(':latest');
  const isSlim = from.includes('-slim') || from.includes('alpine') || from.includes('distroless');
  return [
    ...(isPinned ? [] : [`${name}: the image ${from} has no version`]),
    ...(isSlim ? [] : [`${name}: the image ${from} is not a slim one`]),
  ];
}
