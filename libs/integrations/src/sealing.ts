import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const VERSION = 'v1';
const KEY_BYTES = 32;
const IV_BYTES = 12;

/** A key is unusable, or a sealed text is not one of ours or was changed. Never holds the text. */
export class SealingError extends Error {
  override readonly name = 'SealingError';
}

/**
 * Encrypts with the first of `keys` (comma-separated base64, 32 bytes each, newest first) by
 * AES-256-GCM. The result names its key, so that old texts stay readable during a rotation.
 */
export function seal(keys: string, plaintext: string): string {
  const [newest] = readKeys(keys);
  if (!newest) throw new SealingError('There is no sealing key');
  const head = `${VERSION}.${newest.id}`;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', newest.key, iv).setAAD(Buffer.from(head));
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  const parts = [iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'));
  return [head, ...parts].join('.');
}

/** The text given to `seal`. Throws SealingError when no key fits or the text was tampered with. */
export function unseal(keys: string, sealed: string): string {
  const [version, id, iv, ciphertext, tag] = sealed.split('.');
  if (version !== VERSION || !id || !iv || ciphertext === undefined || !tag) {
    throw new SealingError('The text is not a sealed one');
  }
  const match = readKeys(keys).find((candidate) => candidate.id === id);
  if (!match) throw new SealingError(`There is no key ${id} to open the text with`);
  try {
    const decipher = createDecipheriv('aes-256-gcm', match.key, Buffer.from(iv, 'base64url'), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(`${version}.${id}`)).setAuthTag(Buffer.from(tag, 'base64url'));
    const plain = [decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()];
    return Buffer.concat(plain).toString('utf8');
  } catch (cause) {
    throw new SealingError('The sealed text was changed', { cause });
  }
}

function readKeys(keys: string): { id: string; key: Buffer }[] {
  const texts = keys.split(',').map((text) => text.trim());
  return texts.filter(Boolean).map((text) => {
    const key = Buffer.from(text, 'base64');
    if (key.length !== KEY_BYTES)
      throw new SealingError('A sealing key must be 32 bytes in base64');
    return { id: createHash('sha256').update(key).digest('hex').slice(0, 8), key };
  });
}
