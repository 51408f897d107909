import { createHash } from 'node:crypto';

/** A number of the address's own: the same address always gets the same house. */
function pick<T>(address: string, name: string, from: readonly T[]): T {
  const hash = createHash('sha256').update(`${name} ${address}`).digest().readUInt32BE(0);
  return from[hash % from.length] as T;
}

/** What the model says of a house: `key="value"` lines, sources, a Google Earth link. */
export function snapshotText(address: string): string {
  const of = <T>(name: string, from: readonly T[]) => String(pick(address, name, from));
  const value = Number(of('value', [285_000, 342_500, 418_000, 512_000, 605_000]));
  const sold = Math.round(value * 0.7);
  const lines = {
    roof_type: of('roof', ['asphalt shingle', 'standing seam metal', 'clay tile', 'wood shake']),
    square_feet: of('square feet', [1_420, 1_865, 2_130, 2_640, 3_210]),
    stories: of('stories', [1, 2, 2, 3]),
    year_built: of('built', [1928, 1956, 1974, 1988, 2003, 2016]),
    access_notes: of('access', ['', '', 'gated community, code needed']),
    solar: of('solar', ['yes', 'no', 'no']),
    hoa: of('hoa', ['yes', 'no']),
    subdivision: of('subdivision', ['Maple Ridge', 'Lakeview Estates', 'Old Mill']),
    last_sale_date: of('sale date', ['2009-05-14', '2014-08-02', '2019-11-21', '2022-03-30']),
    last_sale_price: String(sold),
    est_value_range: `${value - 15_000}-${value + 15_000}`,
    potential_equity: String(value - sold),
    is_for_sale: of('for sale', ['no', 'no', 'no', 'yes']),
  };
  const written = Object.entries(lines).map(([key, text]) => `${key}="${text}"`);
  const place = encodeURIComponent(address);
  return [
    ...written,
    '',
    'Sources:',
    `- https://county-records.example/parcel?address=${place}`,
    `- https://listings.example/homes?q=${place}`,
    '',
    `google_earth_url="https://earth.google.com/web/search/${place}"`,
  ].join('\n');
}
