import { randomBytes } from 'node:crypto';

/** SM… for texts, CA… for calls, RE… for recordings. */
export const newSid = (prefix: 'SM' | 'CA' | 'RE') => prefix + randomBytes(16).toString('hex');

/** RFC 2822, as Twilio writes times. */
export const mailDate = (date: Date) => date.toUTCString().replace('GMT', '+0000');
