/** What phones attach. Anything else, a page with scripts above all, is kept as bytes only. */
const PLAIN_TYPES =
  /^(image\/(jpeg|png|gif|webp|heic|heif|bmp)|(audio|video)\/[a-z0-9.+-]+|application\/pdf|text\/(x-)?vcard)$/;

/** The content type under which the attachment of a text may be shown again. */
export function mediaType(contentType: string | null): string {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return PLAIN_TYPES.test(type) ? type : 'application/octet-stream';
}
