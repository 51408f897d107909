import { readSnapshot } from './read-snapshot';

const NOTHING = {
  roofType: null,
  squareFeet: null,
  stories: null,
  yearBuilt: null,
  accessNotes: null,
  solar: null,
  hoa: null,
  subdivision: null,
  lastSaleDate: null,
  lastSalePrice: null,
  estValueRange: null,
  potentialEquity: null,
  isForSale: null,
  sources: [],
  googleEarthUrl: null,
};

describe('readSnapshot', () => {
  it.each<[string, string, object]>([
    [
      'plain lines',
      'roof_type="metal"\nsquare_feet="2,130"',
      { roofType: 'metal', squareFeet: 2130 },
    ],
    ['a list in Markdown', '- **stories**="2"\n* "solar": "Yes, 12 panels"', { solar: true }],
    ['a value with words around it', 'year_built="about 1974 (county)"', { yearBuilt: 1974 }],
    ['what the model does not know', 'hoa="unknown"\nsolar="no"', { hoa: null, solar: false }],
    ['a number that cannot be', 'stories="900"\nhoa="yes"', { stories: null, hoa: 'yes' }],
    ['neither yes nor no', 'is_for_sale="maybe"\nhoa="no"', { isForSale: null, hoa: 'no' }],
    [
      'sources and the link, each once',
      'hoa="no"\nSources:\n- https://a.example/x\n- [b](https://b.example/y)\n- https://a.example/x\n' +
        'google_earth_url="https://earth.google.com/web/search/x"',
      {
        sources: ['https://a.example/x', 'https://b.example/y'],
        googleEarthUrl: 'https://earth.google.com/web/search/x',
      },
    ],
    [
      'a link that only looks like one of Google',
      'hoa="no"\ngoogle_earth_url="https://earth.google.com.evil.example/"',
      { googleEarthUrl: null },
    ],
  ])('reads %s', (_name, written, facts) => {
    expect(readSnapshot(written)).toMatchObject(facts);
  });

  it('leaves null what is not there', () => {
    expect(readSnapshot('subdivision="Old Mill"')).toEqual({ ...NOTHING, subdivision: 'Old Mill' });
  });

  it.each(['', 'I cannot help with that.', 'roof_type=""\nstories="unknown"', 'price="1"'])(
    'answers null to %j, which holds no fact',
    (written) => {
      expect(readSnapshot(written)).toBeNull();
    },
  );
});
