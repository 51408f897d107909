const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** The same words as HTML: paragraphs and line ends kept, nothing of it markup. */
export function htmlOf(text: string): string {
  const safe = text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
  const paragraphs = safe.split(/\n\s*\n/).map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`);
  return paragraphs.join('\n');
}
