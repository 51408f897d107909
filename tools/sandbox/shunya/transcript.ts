import { recordingTimings } from '../recordings/timings';
import type { Scenario } from '../scenarios';

export type Transcript = ReturnType<typeof transcriptOf>;

/** What Shunya hears in the recording of a scenario; times are in seconds. */
export function transcriptOf(scenario: Scenario) {
  const { lines } = recordingTimings[scenario.name];
  const text = scenario.dialogue.map((line) => `${line.speaker}: ${line.text}`).join('\n');
  return {
    transcript_text: text,
    speaker_labels: scenario.dialogue.map((line, index) => ({
      speaker: line.speaker,
      text: line.text,
      start_time: lines[index]?.startSeconds ?? null,
      end_time: lines[index]?.endSeconds ?? null,
    })),
    confidence_score: 0.94,
    language: 'en',
    word_count: scenario.dialogue.flatMap((line) => line.text.split(/\s+/)).length,
  };
}
