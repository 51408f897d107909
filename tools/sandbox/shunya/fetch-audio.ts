const MAX_BYTES = 25 * 1_024 * 1_024;
const TIMEOUT_MS = 30_000;

/** Downloads what Otto points to, as the real provider does; the message tells why it failed. */
export async function fetchAudio(audioUrl: string, signal: AbortSignal): Promise<Buffer> {
  if (!URL.canParse(audioUrl) || !/^https?:$/.test(new URL(audioUrl).protocol)) {
    throw new Error('audio_url is not an http URL');
  }
  const response = await fetch(audioUrl, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  if (!response.ok) throw new Error(`audio_url answered HTTP ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (bytes.length > MAX_BYTES) throw new Error('audio is too large');
  return bytes;
}
