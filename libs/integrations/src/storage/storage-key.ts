const KEY = /^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/;
const MAX_LENGTH = 512;

export class StorageKeyError extends Error {
  override readonly name = 'StorageKeyError';
}

/** Segments that start with a letter, digit or underscore: no `..`, no hidden or absolute path. */
export function isStorageKey(key: string): boolean {
  return key.length <= MAX_LENGTH && KEY.test(key);
}

export function assertStorageKey(key: string): void {
  if (!isStorageKey(key)) throw new StorageKeyError('The storage key is malformed');
}
