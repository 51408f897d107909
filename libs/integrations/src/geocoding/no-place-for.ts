import { ProviderError } from '../errors';
import { noPlace, type Geocoding } from './place';

/** What a vendor's failure means for the one who asked; other errors are not its business. */
export function noPlaceFor(error: unknown): Geocoding {
  if (!(error instanceof ProviderError)) throw error;
  return noPlace(error.isRetryable ? 'unavailable' : 'refused');
}
