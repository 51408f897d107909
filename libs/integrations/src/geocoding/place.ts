export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  /** The address as the source writes it. */
  readonly label: string;
  readonly source: 'google' | 'nominatim';
}

/** `refused`: the source does not serve us; `unavailable`: it may do so later. */
export type NoPlaceReason = 'not_found' | 'refused' | 'unavailable';

export type Geocoding =
  | { readonly place: Place; readonly reason: null }
  | { readonly place: null; readonly reason: NoPlaceReason };

/** One place that can be asked for the position of an address. Never throws for a vendor's failure. */
export type GeocodingSource = (address: string, signal?: AbortSignal) => Promise<Geocoding>;

export const noPlace = (reason: NoPlaceReason): Geocoding => ({ place: null, reason });
