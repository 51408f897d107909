/** The variables of Otto's that lead to the sandbox, as an environment. */
export function endpointsOf(
  url: string,
  { smtpPort, clerkSecretKey }: { readonly smtpPort: number; readonly clerkSecretKey: string },
) {
  return {
    CALLRAIL_BASE_URL: `${url}/callrail`,
    UWC_BASE_URL: `${url}/shunya`,
    CLERK_ISSUER: `${url}/clerk`,
    CLERK_API_URL: `${url}/clerk/v1`,
    CLERK_SECRET_KEY: clerkSecretKey,
    TWILIO_API_BASE_URL: `${url}/twilio`,
    OPENAI_BASE_URL: `${url}/openai/v1`,
    OPENAI_API_KEY: 'sk-sandbox',
    EXPO_BASE_URL: `${url}/expo`,
    GOOGLE_MAPS_BASE_URL: `${url}/google`,
    GOOGLE_MAPS_API_KEY: 'sandbox',
    NOMINATIM_BASE_URL: `${url}/nominatim`,
    SMTP_URL: `smtp://${new URL(url).hostname}:${smtpPort}`,
    RECORDING_HOSTS: new URL(url).host,
  };
}
