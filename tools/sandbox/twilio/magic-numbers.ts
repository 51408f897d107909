import type { TwilioCode } from './twilio-error';

/**
 * Numbers that refuse a text, the first five as in Twilio's own test credentials
 * (https://www.twilio.com/docs/iam/test-credentials, 2026-11).
 */
export const REFUSING: Readonly<Record<string, TwilioCode>> = {
  '+15005550001': 21_211,
  '+15005550002': 21_612,
  '+15005550003': 21_408,
  '+15005550004': 21_610,
  '+15005550009': 21_614,
  '+15005550034': 30_034,
};

/** Numbers that take a text and then do not deliver it, with the code of the status callback. */
export const UNDELIVERABLE: Readonly<Record<string, number>> = {
  '+15005553003': 30_003,
  '+15005553005': 30_005,
  '+15005553006': 30_006,
  '+15005553007': 30_007,
  '+15005553034': 30_034,
};

/** Numbers that end a call in their own way. */
export const CALL_ENDINGS: Readonly<Record<string, 'busy' | 'no-answer' | 'failed'>> = {
  '+15005554001': 'busy',
  '+15005554002': 'no-answer',
  '+15005554003': 'failed',
};
