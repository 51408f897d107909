/** What every contender's jobs carry: about 300 bytes of JSON, as a webhook's job would have. */
export type BenchPayload = {
  readonly seq: number;
  readonly callId: string;
  readonly note: string;
  readonly tags: string[];
  /** When it was enqueued, in ms on the wall clock; only where latency is measured. */
  readonly t?: number | undefined;
  /** How long the job takes; without it, no time at all. */
  readonly sleepMs?: number | undefined;
};

const NOTE =
  'Left a message about the gutter on the north side, wants a call back before Friday noon, ' +
  'asked for the same crew as last spring and whether the warranty still covers the flashing by the chimney.';

export const createPayload = (
  seq: number,
  extra: Pick<BenchPayload, 't' | 'sleepMs'> = {},
): BenchPayload => ({
  seq,
  callId: `CAL${String(seq).padStart(29, '0')}`,
  note: NOTE,
  tags: ['booked', 'roofing'],
  ...extra,
});

/** Milliseconds on the wall clock that processes of one machine share, with fractions. */
export const wallClock = (): number => performance.timeOrigin + performance.now();
