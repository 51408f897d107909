import { generateKeyPairSync, randomBytes } from 'node:crypto';

/** Secrets of the local deployment and of the providers that the sandbox plays. */
export interface DemoSecrets {
  readonly encryptionKey: string;
  readonly storageSigningKey: string;
  /** Opens /internal/ops, /metrics and /health/detailed. */
  readonly opsToken: string;
  readonly shunya: { readonly jwtSecret: string; readonly hmacSecret: string };
  readonly clerk: { readonly privateKeyPem: string; readonly webhookSecret: string };
}

export const createOpsToken = (): string => randomBytes(32).toString('hex');

/** New ones at each call; keep the answer. */
export function createDemoSecrets(): DemoSecrets {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return {
    encryptionKey: randomBytes(32).toString('base64'),
    storageSigningKey: randomBytes(32).toString('base64'),
    opsToken: createOpsToken(),
    shunya: {
      jwtSecret: randomBytes(32).toString('hex'),
      hmacSecret: randomBytes(32).toString('hex'),
    },
    clerk: {
      privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      // Svix, which sends Clerk's webhooks, wants this form.
      webhookSecret: `whsec_${randomBytes(24).toString('base64')}`,
    },
  };
}
