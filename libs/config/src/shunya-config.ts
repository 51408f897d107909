import { ConfigError, readEnvironment, type Environment } from './env';
import { secretList } from './secret';

/** How Shunya is asked. Throws where both bearers are missing. */
export function loadShunyaConfig(env: Environment) {
  const { hasBearer, ...config } = readShunyaConfig(env);
  if (!hasBearer) throw new ConfigError(['UWC_JWT_SECRET or UWC_API_KEY is missing']);
  return config;
}
export type ShunyaConfig = ReturnType<typeof loadShunyaConfig>;

/** How Shunya is asked for follow-ups; null where the companies' own wordings are all there is. */
export function loadDraftWriterConfig(env: Environment): ShunyaConfig | null {
  const { ENABLE_UWC_FOLLOWUPS: isOn } = readEnvironment(env, ['ENABLE_UWC_FOLLOWUPS']);
  const { hasBearer, ...config } = readShunyaConfig(env);
  if (!isOn) return null;
  if (hasBearer) return config;
  throw new ConfigError([
    'UWC_JWT_SECRET or UWC_API_KEY is missing, which ENABLE_UWC_FOLLOWUPS needs',
  ]);
}

function readShunyaConfig(env: Environment) {
  const read = readEnvironment(env, [
    'UWC_BASE_URL',
    'UWC_JWT_SECRET',
    'UWC_API_KEY',
    'UWC_HMAC_SECRET',
    'UWC_VERSION',
  ]);
  return {
    hasBearer: Boolean(read.UWC_JWT_SECRET ?? read.UWC_API_KEY),
    baseUrl: read.UWC_BASE_URL,
    jwtSecret: read.UWC_JWT_SECRET,
    apiKey: read.UWC_API_KEY,
    hmacSecret: secretList(read.UWC_HMAC_SECRET)[0] ?? '',
    version: read.UWC_VERSION,
  };
}
