type Outcome = 'running' | 'succeeded' | 'failed';

const WORDS: Readonly<Record<string, Outcome>> = {
  completed: 'succeeded',
  complete: 'succeeded',
  succeeded: 'succeeded',
  success: 'succeeded',
  failed: 'failed',
  error: 'failed',
  processing: 'running',
  pending: 'running',
  queued: 'running',
  running: 'running',
  in_progress: 'running',
};

/** What one of Shunya's many words for a job's state means; null for words it has not used yet. */
export function readStatusWord(word: unknown): Outcome | null {
  if (typeof word !== 'string') return null;
  return (
    WORDS[
      word
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_')
    ] ?? null
  );
}
