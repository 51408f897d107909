export interface ReadMail {
  readonly messageId: string | null;
  readonly from: string | null;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

interface Part {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string;
}

/** As much of a mail as people want to read: its headers, its text and its HTML. */
export function readMail(raw: Buffer): ReadMail {
  const mail = splitPart(raw.toString('latin1'));
  const parts = leavesOf(mail);
  const find = (type: string) => parts.find((part) => typeOf(part).startsWith(type));
  const html = find('text/html');
  const { headers } = mail;
  return {
    messageId: headers['message-id'] ?? null,
    from: headers['from'] ?? null,
    subject: headers['subject'] === undefined ? null : decodeWords(headers['subject']),
    text: decode(find('text/plain') ?? parts[0] ?? mail),
    html: html ? decode(html) : null,
    headers,
  };
}

function splitPart(text: string): Part {
  const [, head = text, content = ''] = /^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(text) ?? [];
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = lines.flatMap((line) => {
    const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name.toLowerCase(), value ?? ''] as const];
  });
  return { headers: Object.fromEntries(headers), content };
}

const typeOf = ({ headers }: Part) => (headers['content-type'] ?? 'text/plain').toLowerCase();

function leavesOf(part: Part): Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(part.headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) return [part];
  return `\r\n${part.content}`
    .split(`\r\n--${boundary}`)
    .slice(1)
    .filter((piece) => !piece.startsWith('--'))
    .flatMap((piece) => leavesOf(splitPart(piece.replace(/^\r?\n/, ''))));
}

function decode({ headers, content }: Part): string {
  switch (headers['content-transfer-encoding']?.toLowerCase()) {
    case 'base64':
      return Buffer.from(content, 'base64').toString('utf8');
    case 'quoted-printable':
      return unquote(content.replace(/=\r?\n/g, ''));
    default:
      return Buffer.from(content, 'latin1').toString('utf8');
  }
}

/** `=C3=BC` and the like, which are bytes of UTF-8. */
function unquote(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Encoded words of a header (RFC 2047), UTF-8 only. */
function decodeWords(text: string): string {
  const joined = text.replace(/\?=\s+=\?/g, '?==?');
  return joined.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, encoding: string, word: string) =>
    encoding.toLowerCase() === 'b'
      ? Buffer.from(word, 'base64').toString('utf8')
      : unquote(word.replaceAll('_', ' ')),
  );
}
