import { z } from 'zod';
import type { HttpClient } from '../http/http-client';
import type { Pacer } from '../http/pacer';
import { readAnswer } from '../http/read-answer';
import { noPlaceFor } from './no-place-for';
import { noPlace, type GeocodingSource } from './place';

const degrees = z
  .union([z.string().min(1), z.number()])
  .transform(Number)
  .pipe(z.number());
const answer = z.array(z.object({ lat: degrees, lon: degrees, display_name: z.string() }));

/** How often the public server may be asked (operations.osmfoundation.org/policies/nominatim). */
export const NOMINATIM_INTERVAL_MS = 1_000;

/** Nominatim of OpenStreetMap, which wants to know who asks and is asked once a second at most. */
export function createNominatimSource(options: {
  readonly baseUrl: string;
  /** Names the application and how to reach its operator. */
  readonly userAgent: string;
  readonly http: HttpClient;
  readonly pacer: Pacer;
}): GeocodingSource {
  const { baseUrl, userAgent, http, pacer } = options;
  return async (address, signal) => {
    const query = new URLSearchParams({ q: address, format: 'jsonv2', limit: '1' });
    try {
      const { body } = await http.request({
        operation: 'search',
        method: 'GET',
        url: `${baseUrl}/search?${query.toString()}`,
        headers: () => ({ 'User-Agent': userAgent }),
        admit: () => pacer.turn(signal),
        signal,
      });
      const [first] = readAnswer(answer, body, { vendor: 'nominatim' });
      if (!first) return noPlace('not_found');
      const { lat: latitude, lon: longitude, display_name: label } = first;
      return { place: { latitude, longitude, label, source: 'nominatim' }, reason: null };
    } catch (error) {
      return noPlaceFor(error);
    }
  };
}
