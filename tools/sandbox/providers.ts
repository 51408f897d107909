/** Every name that faults and the journal know, as it stands first in the paths. */
export const PROVIDERS = [
  'callrail',
  'shunya',
  'clerk',
  'twilio',
  'openai',
  'expo',
  'google',
  'nominatim',
  'recordings',
  'smtp',
] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** Those that post webhooks. */
export const WEBHOOK_SENDERS = ['callrail', 'shunya', 'clerk', 'twilio'] as const;
