export interface Instruction {
  readonly keyword: string;
  /** The rest of the line, continuations joined. */
  readonly value: string;
}

export interface Stage {
  readonly name: string;
  /** An image or an earlier stage, build arguments filled in with their defaults. */
  readonly from: string;
  readonly instructions: readonly Instruction[];
}

/** The stages of a Dockerfile in order. */
export function parseDockerfile(text: string): Stage[] {
  const lines = text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const defaults = new Map<string, string>();
  const stages: { name: string; from: string; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, keyword = '', value = ''] = /^([A-Za-z]+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (keyword === '') throw new Error(`this is no instruction: ${line}`);
    const current = stages.at(-1);
    if (keyword.toUpperCase() === 'FROM') stages.push(openStage(value, defaults));
    else if (current) current.instructions.push({ keyword: keyword.toUpperCase(), value });
    else {
      const [name = '', fallback = ''] = value.split('=');
      defaults.set(name, fallback);
    }
  }
  return stages;
}

function openStage(value: string, defaults: ReadonlyMap<string, string>) {
  const filled = value.replace(/\$\{(\w+)\}/g, (_all, name: string) => defaults.get(name) ?? '');
  const [, from = '', name = ''] = /^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(filled) ?? [];
  return { name, from, instructions: [] as Instruction[] };
}

/** All instructions that make up a stage, those of the stages under it first. */
export function flatten(stages: readonly Stage[], name: string): Instruction[] {
  const stage = stages.find((one) => one.name === name);
  return stage ? [...flatten(stages, stage.from), ...stage.instructions] : [];
}
