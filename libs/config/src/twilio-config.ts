import { ConfigError, readEnvironment, type Environment } from './env';
import { secretList } from './secret';

/** The account of companies that have none of their own; null when there is none. */
export function loadSharedTwilioAccount(env: Environment) {
  const read = readEnvironment(env, ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN']);
  if (read.TWILIO_ACCOUNT_SID === undefined) return null;
  const authTokens = secretList(read.TWILIO_AUTH_TOKEN);
  if (authTokens.length === 0) {
    throw new ConfigError(['TWILIO_AUTH_TOKEN is missing, which TWILIO_ACCOUNT_SID needs']);
  }
  return { id: read.TWILIO_ACCOUNT_SID, authTokens };
}
