import { statSync } from 'node:fs';
import { join } from 'node:path';
import { scenarios } from '../scenarios';
import { jsonOf } from '../testing/json-of';
import { useSandbox } from '../testing/with-sandbox';
import { createRecordings } from './recordings';

const bed = useSandbox();
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${bed.sandbox.url}/recordings/${path}`, { headers });

it('lists a recording for each scenario', async () => {
  const urls = await jsonOf(get(''));
  expect(Object.keys(urls)).toEqual(scenarios.map(({ name }) => name));
  expect((await fetch(String(urls['serviceNotOffered']))).status).toBe(200);
});

it('serves the whole, a range, and 416 beyond the end', async () => {
  const whole = Buffer.from(await (await get('booked.mp3')).arrayBuffer());
  expect(whole).toHaveLength(statSync(join(__dirname, 'booked.mp3')).size);
  const part = await get('booked.mp3', { Range: 'bytes=100-199' });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe(`bytes 100-199/${whole.length}`);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(100, 200));
  expect((await get('booked.mp3', { Range: 'bytes=9999999-' })).status).toBe(416);
});

it('answers 404 for a scenario that does not exist', async () => {
  expect((await get('nonsense.mp3')).status).toBe(404);
});

it('recognises a plain recording, and that of one call', async () => {
  const recordings = createRecordings();
  const plain = Buffer.from(await (await get('unbooked.mp3')).arrayBuffer());
  const ofCall = Buffer.from(await (await get('unbooked/CAL77.mp3')).arrayBuffer());
  expect(ofCall).not.toEqual(plain);
  expect(recordings.recognise(plain)).toMatchObject({
    scenario: { name: 'unbooked' },
    callId: null,
  });
  expect(recordings.recognise(ofCall)).toMatchObject({
    scenario: { name: 'unbooked' },
    callId: 'CAL77',
  });
});

it('does not recognise a recording with one byte changed', () => {
  const recordings = createRecordings();
  const changed = Buffer.from(recordings.bytesOf(scenarios[0]!));
  changed.writeUInt8(changed.readUInt8(5_000) ^ 1, 5_000);
  expect(recordings.recognise(changed)).toBeNull();
  expect(recordings.recognise(Buffer.from('ID3'))).toBeNull();
});
