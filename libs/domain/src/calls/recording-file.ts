const EXTENSIONS: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/wav': 'wav',
  'audio/wave': 'wav',
  'audio/x-wav': 'wav',
  'audio/vnd.wave': 'wav',
  'audio/mp4': 'm4a',
  'audio/m4a': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/aac': 'aac',
  'audio/ogg': 'ogg',
  'audio/webm': 'webm',
};

const TYPES: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  ogg: 'audio/ogg',
  webm: 'audio/webm',
};

export interface RecordingFile {
  readonly extension: string;
  readonly contentType: string;
}

/** What kind of file a recording is: by its content type, else by its link, else an MP3. */
export function recordingFile(contentType: string | null, url: string): RecordingFile {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const named = /\.([a-z0-9]+)$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? '';
  const extension = EXTENSIONS[type] ?? (TYPES[named] === undefined ? 'mp3' : named);
  return { extension, contentType: TYPES[extension] ?? 'audio/mpeg' };
}
