import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttpClient } from '../http/create-http-client';
import { createPacer } from '../http/pacer';
import {
  cutOff,
  json,
  reset,
  silence,
  startVendorServer,
  status,
  text,
  type VendorServer,
} from '../testing/vendor-server';
import { createGeocoder } from './geocoder';
import { createGoogleSource } from './google';
import { createNominatimSource } from './nominatim';
import type { GeocodingSource } from './place';

const ADDRESS = '12 Main St, Phoenix & AZ';
const sample = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, `samples/${name}.json`), 'utf8'));
const googleHit = sample('google');
const nominatimHit = sample('nominatim');

describe('geocoding', () => {
  let google: VendorServer;
  let nominatim: VendorServer;
  let geocode: GeocodingSource;
  let turns: number;

  beforeEach(async () => {
    [google, nominatim] = await Promise.all([startVendorServer(), startVendorServer()]);
    turns = 0;
    const retry = { retries: 1, firstDelayMs: 1, maxDelayMs: 10 };
    const client = (vendor: string) => createHttpClient({ vendor, timeoutMs: 300, retry });
    geocode = createGeocoder([
      createGoogleSource({ baseUrl: google.url, apiKey: 'g-key', http: client('google') }),
      createNominatimSource({
        baseUrl: nominatim.url,
        userAgent: 'otto/1 (ops@demo.example)',
        http: client('nominatim'),
        pacer: { turn: async () => void (turns += 1) },
      }),
    ]);
  });
  afterEach(() => Promise.all([google.close(), nominatim.close()]));

  it('asks Google first', async () => {
    google.answerWith(json(googleHit));
    expect(await geocode(ADDRESS)).toEqual({
      place: { latitude: 33.45, longitude: -112.07, label: '12 Main St', source: 'google' },
      reason: null,
    });
    expect(google.requests[0]?.path).toBe(
      '/maps/api/geocode/json?address=12+Main+St%2C+Phoenix+%26+AZ&key=g-key',
    );
    expect(nominatim.requests).toHaveLength(0);
  });

  it.each([
    ['does not know the address', json({ status: 'ZERO_RESULTS', results: [] })],
    ['refuses the key', json({ status: 'REQUEST_DENIED', results: [] })],
    ['has had enough', json({ status: 'OVER_QUERY_LIMIT', results: [] })],
    ['answers 401', status(401)],
    ['answers 404', status(404)],
    ['answers 422', status(422)],
    ['answers 429', status(429, { 'retry-after': '60' })],
    ['answers 500', status(500)],
    ['is silent', silence],
    ['hangs up', reset],
    ['breaks off', cutOff],
    ['answers half a JSON', text('{"status":')],
    ['answers something else', json({ ok: true })],
  ])('asks Nominatim when Google %s', async (_case, answer) => {
    google.answerWith(answer);
    nominatim.answerWith(json(nominatimHit));
    expect(await geocode(ADDRESS)).toEqual({
      place: { latitude: 33.45, longitude: -112.07, label: '12, Main St', source: 'nominatim' },
      reason: null,
    });
    const [request] = nominatim.requests;
    expect(request?.path).toBe('/search?q=12+Main+St%2C+Phoenix+%26+AZ&format=jsonv2&limit=1');
    expect(request?.headers['user-agent']).toBe('otto/1 (ops@demo.example)');
  });

  it.each([
    ['not_found', json({ status: 'ZERO_RESULTS', results: [] }), json([])],
    ['not_found', json({ status: 'REQUEST_DENIED', results: [] }), json([])],
    ['refused', status(403), status(403)],
    ['unavailable', json({ status: 'ZERO_RESULTS', results: [] }), status(500)],
    ['unavailable', status(500), json([])],
    ['unavailable', silence, silence],
    ['unavailable', json({}), json([{ lat: 'north', lon: '1', display_name: 'x' }])],
  ])('answers %s rather than failing', async (reason, fromGoogle, fromNominatim) => {
    google.answerWith(fromGoogle);
    nominatim.answerWith(fromNominatim);
    expect(await geocode(ADDRESS)).toEqual({ place: null, reason });
  });

  it('takes a turn for every attempt at Nominatim', async () => {
    google.answerWith(status(403));
    nominatim.answerWith(status(500), json(nominatimHit));
    await geocode(ADDRESS);
    expect([turns, nominatim.requests.length]).toEqual([2, 2]);
  });

  it('asks nobody for no address', async () => {
    expect(await geocode(' ')).toEqual({ place: null, reason: 'not_found' });
    expect(google.requests).toHaveLength(0);
  });

  it('has no place where there is no source', async () => {
    expect(await createGeocoder([])(ADDRESS)).toEqual({ place: null, reason: 'unavailable' });
  });
});

describe('pacer', () => {
  it('keeps its interval between turns, and none after a rest', async () => {
    let now = 0;
    const waits: number[] = [];
    const pacer = createPacer(1_000, { now: () => now, wait: async (ms) => void waits.push(ms) });
    await Promise.all([pacer.turn(), pacer.turn(), pacer.turn()]);
    expect(waits).toEqual([1_000, 2_000]);
    now = 10_000;
    await pacer.turn();
    expect(waits).toHaveLength(2);
  });

  it('lets go at the signal', async () => {
    const pacer = createPacer(60_000);
    await pacer.turn();
    await expect(pacer.turn(AbortSignal.abort())).rejects.toThrow('abort');
  });
});
