import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scenarios, type Scenario } from '../scenarios';
import { splitTitle, withTitle } from './id3-tag';

export interface RecognisedRecording {
  readonly scenario: Scenario;
  /** CallRail's id of the simulated call; null for the scenario's plain recording. */
  readonly callId: string | null;
}

export interface Recordings {
  /** The scenario's recording, or that of one call, which carries the call's id as its title. */
  bytesOf(scenario: Scenario, callId?: string): Buffer;
  /** By the SHA-256 of the audio; null for any other audio. */
  recognise(bytes: Buffer): RecognisedRecording | null;
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Where a scenario's recording, or that of one call, is found under the sandbox's URL. */
export const recordingPath = ({ slug }: Scenario, callId?: string) =>
  callId === undefined ? `/recordings/${slug}.mp3` : `/recordings/${slug}/${callId}.mp3`;

export function createRecordings(): Recordings {
  const audio = new Map(
    scenarios.map(({ name, slug }) => [name, readFileSync(join(__dirname, `${slug}.mp3`))]),
  );
  const audioOf = ({ name }: Scenario) => audio.get(name) as Buffer;
  const bySha = new Map(scenarios.map((scenario) => [sha256(audioOf(scenario)), scenario]));
  return {
    bytesOf: (scenario, callId) =>
      callId === undefined ? audioOf(scenario) : withTitle(audioOf(scenario), callId),
    recognise(bytes) {
      const recording = splitTitle(bytes);
      const scenario = bySha.get(sha256(recording.audio));
      return scenario ? { scenario, callId: recording.title } : null;
    },
  };
}
