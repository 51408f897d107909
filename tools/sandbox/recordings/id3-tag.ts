const HEADER_BYTES = 10;

/**
 * An MP3 with an ID3v2.3 title in front. Like real recordings, those of two calls then differ in
 * their bytes even when the same words were said.
 */
export function withTitle(mp3: Buffer, title: string): Buffer {
  const text = Buffer.concat([Buffer.of(0), Buffer.from(title, 'latin1')]);
  const frame = Buffer.alloc(HEADER_BYTES);
  frame.write('TIT2', 0, 'latin1');
  frame.writeUInt32BE(text.length, 4);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('ID3', 0, 'latin1');
  header.writeUInt8(3, 3);
  writeSyncSafe(header, HEADER_BYTES + text.length);
  return Buffer.concat([header, frame, text, mp3]);
}

/** Takes the title off again; null title where there is none. */
export function splitTitle(mp3: Buffer): { title: string | null; audio: Buffer } {
  if (mp3.length < 2 * HEADER_BYTES || mp3.toString('latin1', 0, 3) !== 'ID3') {
    return { title: null, audio: mp3 };
  }
  const end = HEADER_BYTES + readSyncSafe(mp3);
  const title = mp3.toString('latin1', 2 * HEADER_BYTES + 1, end);
  return { title, audio: mp3.subarray(end) };
}

/** ID3 keeps the top bit of each size byte free, so that a size never looks like an audio frame. */
function writeSyncSafe(header: Buffer, size: number): void {
  for (let index = 0; index < 4; index++) {
    header.writeUInt8((size >> (7 * (3 - index))) & 0x7f, 6 + index);
  }
}

function readSyncSafe(header: Buffer): number {
  return [...header.subarray(6, HEADER_BYTES)].reduce((size, byte) => (size << 7) | byte, 0);
}
