import { z } from 'zod';
import type { HttpClient } from '../http/http-client';
import { readAnswer } from '../http/read-answer';
import { noPlaceFor } from './no-place-for';
import { noPlace, type GeocodingSource, type NoPlaceReason } from './place';

const answer = z.object({
  status: z.string(),
  results: z.array(
    z.object({
      formatted_address: z.string(),
      geometry: z.object({ location: z.object({ lat: z.number(), lng: z.number() }) }),
    }),
  ),
});
const REASONS: Readonly<Record<string, NoPlaceReason>> = {
  ZERO_RESULTS: 'not_found',
  INVALID_REQUEST: 'not_found',
  REQUEST_DENIED: 'refused',
  OVER_DAILY_LIMIT: 'refused',
};

/** Google's Geocoding API. */
export function createGoogleSource(options: {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly http: HttpClient;
}): GeocodingSource {
  const { baseUrl, apiKey, http } = options;
  return async (address, signal) => {
    const query = new URLSearchParams({ address, key: apiKey });
    const url = `${baseUrl}/maps/api/geocode/json?${query.toString()}`;
    try {
      const { body } = await http.request({ operation: 'geocode', method: 'GET', url, signal });
      const { status, results } = readAnswer(answer, body, { vendor: 'google' });
      const [first] = results;
      if (status !== 'OK' || !first) {
        return noPlace(status === 'OK' ? 'not_found' : (REASONS[status] ?? 'unavailable'));
      }
      const { lat: latitude, lng: longitude } = first.geometry.location;
      const label = first.formatted_address;
      return { place: { latitude, longitude, label, source: 'google' }, reason: null };
    } catch (error) {
      return noPlaceFor(error);
    }
  };
}
