import { unseal } from '@otto/integrations';

/** Sealed, comma-separated keys. What no encryption key opens gives none, and so nobody gets in. */
export function openKeys(encryptionKeys: string, sealed: string | null): string[] {
  if (sealed === null) return [];
  try {
    return unseal(encryptionKeys, sealed)
      .split(',')
      .map((key) => key.trim())
      .filter((key) => key !== '');
  } catch {
    return [];
  }
}
