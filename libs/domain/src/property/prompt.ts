const FIELDS = [
  'roof_type',
  'square_feet',
  'stories',
  'year_built',
  'access_notes',
  'solar',
  'hoa',
  'subdivision',
  'last_sale_date',
  'last_sale_price',
  'est_value_range',
  'potential_equity',
  'is_for_sale',
];

/** Asks for the public facts of one house. The address is all that leaves Otto. */
export function propertyPrompt(address: string) {
  const lines = [...FIELDS, 'google_earth_url'].map((field) => `${field}="…"`).join('\n');
  return [
    {
      role: 'system' as const,
      content:
        'You report what public records and listings say of a house in the United States. ' +
        'Never guess: leave the quotes empty for whatever you do not know.',
    },
    {
      role: 'user' as const,
      content: [
        `Address: ${address}`,
        '',
        'Answer with one line for each of these, and nothing else before them:',
        lines,
        'access_notes is for gated communities only. solar and is_for_sale are yes or no.',
        'Then a line "Sources:" and below it the URL of every source, one a line.',
      ].join('\n'),
    },
  ];
}
