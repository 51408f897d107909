import { noPlace, type Geocoding, type GeocodingSource } from './place';

/** Asks one source after the other until one knows; else answers what the most hopeful one said. */
export function createGeocoder(sources: readonly GeocodingSource[]): GeocodingSource {
  return async (address, signal) => {
    if (address.trim() === '') return noPlace('not_found');
    const misses: Geocoding[] = [];
    for (const ask of sources) {
      const found = await ask(address, signal);
      if (found.place) return found;
      misses.push(found);
    }
    const reasons = ['unavailable', 'not_found', 'refused'] as const;
    const reason = reasons.find((one) => misses.some((miss) => miss.reason === one));
    return noPlace(reason ?? 'unavailable');
  };
}
