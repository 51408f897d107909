import { createCallBook } from './callrail/call-book';
import { createCallerNumbers } from './callrail/caller-numbers';
import { createCallrailProvider } from './callrail/callrail-provider';
import { createClerkProvider } from './clerk/clerk-provider';
import { createDirectory } from './clerk/directory';
import { createTokenIssuer } from './clerk/issue-token';
import { createSigningKey } from './clerk/signing-key';
import { createControlRouter } from './control/control-router';
import { createSimulator } from './control/simulate';
import { createExpoProvider } from './expo/expo-provider';
import { createGoogleProvider, createNominatimProvider } from './geocoding/geocoding-providers';
import { createOpenaiProvider } from './openai/openai-provider';
import type { SandboxDeps } from './sandbox-deps';
import { createShunyaSwitches } from './shunya/options';
import { createShunyaCalls } from './shunya/shunya-calls';
import { createShunyaProvider } from './shunya/shunya-provider';
import { createTwilioProvider } from './twilio/twilio-provider';
import { createTwilioState } from './twilio/twilio-state';

/** Every provider with what it remembers, and the handles they are worked by. */
export function createProviders(
  base: SandboxDeps & { endpoints(): Readonly<Record<string, string>> },
) {
  const calls = createCallBook();
  const twilio = createTwilioState();
  const directory = createDirectory(base.config.companies);
  const deps = { ...base, calls, twilio, directory, nextCaller: createCallerNumbers() };
  const shunyaCalls = createShunyaCalls(deps.now);
  const switches = createShunyaSwitches(deps.config.shunya);
  const signingKey = createSigningKey(deps.config.clerk.privateKeyPem);
  const simulate = createSimulator(deps);
  const issueToken = createTokenIssuer(deps, signingKey);
  return {
    switches,
    simulate,
    issueToken,
    providers: {
      callrail: createCallrailProvider(deps),
      shunya: createShunyaProvider({ ...deps, shunyaCalls, switches }),
      clerk: createClerkProvider({ ...deps, signingKey }),
      twilio: createTwilioProvider(deps),
      openai: createOpenaiProvider(deps),
      expo: createExpoProvider(deps),
      google: createGoogleProvider(deps),
      nominatim: createNominatimProvider(deps),
    },
    control: createControlRouter({ ...deps, shunyaCalls, switches, simulate, issueToken }),
  };
}
