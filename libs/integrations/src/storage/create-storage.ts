import { createFileStorage } from './file-storage';
import type { S3Options } from './s3-bucket';
import { createS3Storage } from './s3-storage';
import type { Storage } from './storage';

export interface StorageSettings {
  /** Folder of the files, where there is no bucket. */
  readonly dir: string;
  /** Where web serves `/files/<key>`. */
  readonly publicUrl: string;
  readonly signingKey: string;
  /** Null keeps files in the folder. */
  readonly s3: S3Options | null;
}

/** Files in the bucket when one is configured, else in the folder. */
export function createStorage({ s3, ...folder }: StorageSettings): Storage {
  return s3 === null ? createFileStorage(folder) : createS3Storage(s3);
}
