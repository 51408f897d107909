import { Router } from 'express';
import { recordReceived } from '../journal/record-received';
import type { SandboxDeps } from '../sandbox-deps';
import { placeOf } from './place-of';

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** Google's Geocoding API; a key with `revoked` in it, or none, is refused within HTTP 200. */
export function createGoogleProvider({ journal }: SandboxDeps): Router {
  return Router()
    .use(recordReceived(journal, 'google'))
    .get('/maps/api/geocode/json', (request, response) => {
      const key = textOf(request.query['key']);
      const address = textOf(request.query['address']);
      if (key === '' || key.includes('revoked')) {
        const error_message = 'The provided API key is invalid.';
        response.json({ error_message, results: [], status: 'REQUEST_DENIED' });
        return;
      }
      const place = placeOf(address);
      if (place === null) {
        const status = address === '' ? 'INVALID_REQUEST' : 'ZERO_RESULTS';
        response.json({ results: [], status });
        return;
      }
      const { lat, lng } = place;
      const result = {
        address_components: [],
        formatted_address: `${address}, USA`,
        geometry: {
          location: { lat, lng },
          location_type: 'ROOFTOP',
          viewport: {
            northeast: { lat: lat + 0.001, lng: lng + 0.001 },
            southwest: { lat: lat - 0.001, lng: lng - 0.001 },
          },
        },
        place_id: place.id,
        types: ['street_address'],
      };
      response.json({ results: [result], status: 'OK' });
    });
}

/** Nominatim's search, which wants to know who asks. */
export function createNominatimProvider({ journal }: SandboxDeps): Router {
  return Router()
    .use(recordReceived(journal, 'nominatim'))
    .get('/search', (request, response) => {
      if (!request.get('User-Agent')) {
        response.status(403).json({ error: 'a user agent is needed' });
        return;
      }
      const address = textOf(request.query['q']);
      const place = placeOf(address);
      const found = place && {
        place_id: 1,
        lat: String(place.lat),
        lon: String(place.lng),
        display_name: `${address}, United States`,
        type: 'house',
        importance: 0.5,
      };
      response.json(found ? [found] : []);
    });
}
