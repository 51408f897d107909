/** The wording with its {places} filled in; a place that nothing is known for is left out. */
export function fillTemplate(
  words: string,
  values: Readonly<Record<string, string | null>>,
): string {
  return words
    .replace(/ ?\{(\w+)\}/g, (place, name: string) => {
      const value = values[name] ?? null;
      if (value === null) return '';
      return place.startsWith(' ') ? ` ${value}` : value;
    })
    .trim();
}
