/** What a model says of a house; nobody has verified it, and what it does not know is null. */
export interface PropertySnapshot {
  readonly roofType: string | null;
  readonly squareFeet: number | null;
  readonly stories: number | null;
  readonly yearBuilt: number | null;
  readonly accessNotes: string | null;
  readonly solar: boolean | null;
  readonly hoa: string | null;
  readonly subdivision: string | null;
  readonly lastSaleDate: string | null;
  readonly lastSalePrice: string | null;
  readonly estValueRange: string | null;
  readonly potentialEquity: string | null;
  readonly isForSale: boolean | null;
  readonly sources: readonly string[];
  readonly googleEarthUrl: string | null;
}

const FIELD = /^[\s*-]*["'`]?([a-z_]+)["'`]?\s*[=:]\s*["“](.*?)["”]/gim;
const UNKNOWN = /^(unknown|n\/?a|none|null|not (known|available|found)|-|…|\.{3})?\.?$/i;
const MAX_TEXT = 300;
const MAX_SOURCES = 20;

/** Reads the model's lines, whatever surrounds them; null when not one fact is among them. */
export function readSnapshot(written: string): PropertySnapshot | null {
  const said = new Map<string, string>();
  for (const [, name = '', value = ''] of written.matchAll(FIELD)) {
    const text = value.trim().slice(0, MAX_TEXT);
    if (!UNKNOWN.test(text)) said.set(name.toLowerCase(), text);
  }
  const text = (name: string): string | null => said.get(name) ?? null;
  const facts = {
    roofType: text('roof_type'),
    squareFeet: numberOf(text('square_feet'), 100, 100_000),
    stories: numberOf(text('stories'), 1, 50),
    yearBuilt: numberOf(text('year_built'), 1600, 2200),
    accessNotes: text('access_notes'),
    solar: yesOrNo(text('solar')),
    hoa: text('hoa'),
    subdivision: text('subdivision'),
    lastSaleDate: text('last_sale_date'),
    lastSalePrice: text('last_sale_price'),
    estValueRange: text('est_value_range'),
    potentialEquity: text('potential_equity'),
    isForSale: yesOrNo(text('is_for_sale')),
  };
  if (Object.values(facts).every((fact) => fact === null)) return null;
  return { ...facts, sources: sourcesOf(written), googleEarthUrl: earthUrl(written) };
}

/** A number out of what is plausible is a misreading. */
function numberOf(text: string | null, least: number, most: number): number | null {
  const digits = /\d[\d,]*(\.\d+)?/.exec(text ?? '')?.[0];
  const value = Number(digits?.replaceAll(',', '') ?? NaN);
  return value >= least && value <= most ? value : null;
}

function yesOrNo(text: string | null): boolean | null {
  if (/^(yes|true)\b/i.test(text ?? '')) return true;
  return /^(no|false)\b/i.test(text ?? '') ? false : null;
}

const URLS = /https?:\/\/[^\s"'<>)\]”]+/g;

function sourcesOf(written: string): string[] {
  const below = written
    .split(/^[\s*#-]*sources?\b.*?:/im)
    .slice(1)
    .join('\n');
  const urls = [...below.matchAll(URLS)].map(([url]) => url).filter((url) => !isEarth(url));
  return [...new Set(urls)].slice(0, MAX_SOURCES);
}

const earthUrl = (written: string): string | null =>
  [...written.matchAll(URLS)].map(([url]) => url).find(isEarth) ?? null;

const isEarth = (url: string): boolean => /^https:\/\/earth\.google\.com\//.test(url);
