import { createHash } from 'node:crypto';

export interface Place {
  readonly id: string;
  readonly lat: number;
  readonly lng: number;
}

/** The same address is always at the same place, somewhere in the States; null for `nowhere`. */
export function placeOf(address: string): Place | null {
  const text = address.trim().toLowerCase();
  if (text === '' || text.includes('nowhere')) return null;
  const hash = createHash('sha256').update(text).digest();
  const share = (offset: number) => hash.readUInt32BE(offset) / 2 ** 32;
  return {
    id: `ChIJ${hash.toString('base64url').slice(0, 23)}`,
    lat: Number((30 + share(0) * 15).toFixed(7)),
    lng: Number((-120 + share(4) * 45).toFixed(7)),
  };
}
