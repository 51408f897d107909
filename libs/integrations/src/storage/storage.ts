import type { Readable } from 'node:stream';

export interface StoredFile {
  /** Size of the whole file, also when only a range of it is read. */
  readonly sizeBytes: number;
  readonly contentType: string;
}

/** First and last byte, both included, as in an HTTP Range. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Files by key (`<company>/calls/<call>.mp3`). Malformed keys throw StorageKeyError. */
export interface Storage {
  /** Stores all or nothing, replacing what had the key. */
  put(
    key: string,
    body: Buffer | Readable,
    contentType: string,
  ): Promise<{ sizeBytes: number; sha256: string }>;
  stat(key: string): Promise<StoredFile | null>;
  /** The caller must read the stream to its end or destroy it. */
  open(key: string, range?: ByteRange): Promise<(StoredFile & { stream: Readable }) | null>;
  /** A URL that whoever holds it can read the file with, until it expires. */
  signedUrl(key: string, ttlSeconds: number): string;
  delete(key: string): Promise<void>;
}
