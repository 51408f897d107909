/**
 * Speaks the dialogues of the scenarios into recordings/<slug>.mp3 and writes timings.json.
 * Needs Debian's flite, sox and lame; run it again after a dialogue has changed:
 * npx tsx tools/sandbox/recordings/synthesise.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scenarios, type Line, type Scenario } from '../scenarios';
import type { ScenarioTimings } from './timings';

const VOICES: Readonly<Record<Line['speaker'], string>> = { csr: 'slt', homeowner: 'rms' };
const PAUSE_SECONDS = 0.4;
const TELEPHONE = ['-r', '8000', '-c', '1', '-b', '16'];

const round = (seconds: number) => Math.round(seconds * 100) / 100;
const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

function speak(line: Line, folder: string, index: number): string {
  const spoken = join(folder, `${index}-spoken.wav`);
  const padded = join(folder, `${index}.wav`);
  run('flite', '-voice', VOICES[line.speaker], '-t', line.text, '-o', spoken);
  run('sox', spoken, ...TELEPHONE, padded, 'norm', '-3', 'pad', '0', String(PAUSE_SECONDS));
  return padded;
}

function record(scenario: Scenario, folder: string): ScenarioTimings {
  const files = scenario.dialogue.map((line, index) => speak(line, folder, index));
  const whole = join(folder, 'whole.wav');
  run('sox', ...files, whole);
  run('lame', '--quiet', '-m', 'm', '-b', '16', whole, join(__dirname, `${scenario.slug}.mp3`));
  let start = 0;
  const lines = files.map((file) => {
    const end = start + Number(run('soxi', '-D', file));
    const times = { startSeconds: round(start), endSeconds: round(end - PAUSE_SECONDS) };
    start = end;
    return times;
  });
  return { durationSeconds: Math.round(start), lines };
}

const folder = mkdtempSync(join(tmpdir(), 'otto-recordings-'));
try {
  const timings = Object.fromEntries(
    scenarios.map((scenario) => [scenario.name, record(scenario, folder)]),
  );
  writeFileSync(join(__dirname, 'timings.json'), `${JSON.stringify(timings, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
