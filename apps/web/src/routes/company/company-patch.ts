import { z } from 'zod';
import { GHOST_RETENTIONS, GHOST_STORAGES } from '@otto/domain';
import { phoneField } from '../phone-field';

const words = (max: number) => z.string().trim().min(1).max(max);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const metres = z.int().min(5).max(5_000);
const flags = z.record(z.string().min(1).max(64), z.boolean());

/** `Region/City` or `UTC`: an offset alone would be wrong for half of the year. */
const timezone = z
  .string()
  .max(64)
  .regex(/^(UTC|[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+)$/)
  .refine(isZone, { message: 'is not a time zone' });

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

const isSmall = (record: object): boolean => Object.keys(record).length <= 50;
const MANY = { message: 'has too many entries' };

/** Settings that a manager may change; a field that is none of these is refused. */
export const companyPatchBody = z
  .strictObject({
    name: words(200),
    address: words(500).nullable(),
    phone: phoneField.nullable(),
    industry: words(100).nullable(),
    timezone,
    requireRecordingConsent: z.boolean(),
    allowGhostMode: z.boolean(),
    ghostModeRetention: z.enum(GHOST_RETENTIONS),
    ghostModeStorage: z.enum(GHOST_STORAGES),
    ghostModeEphemeralTtlMinutes: z.int().min(5).max(1_440),
    defaultShiftStart: timeOfDay,
    defaultShiftEnd: timeOfDay,
    requireClockIn: z.boolean(),
    geofenceRadiusStartM: metres,
    geofenceRadiusStopM: metres,
    geofenceRadiusMeters: metres,
    goals: z
      .strictObject({
        primaryGoals: z.array(words(200)).max(20),
        targetMetrics: z
          .record(z.string().min(1).max(64), z.number())
          .refine(isSmall, MANY)
          .default({}),
      })
      .nullable(),
    notificationPreferences: flags.refine(isSmall, MANY).nullable(),
    quietHoursStart: timeOfDay,
    quietHoursEnd: timeOfDay,
    missedCalls: z
      .strictObject({
        responseTimeHours: z.int().min(1).max(168),
        escalationTimeHours: z.int().min(1).max(720),
        maxRetries: z.int().min(1).max(3),
        businessHoursStart: timeOfDay,
        businessHoursEnd: timeOfDay,
        businessDays: z
          .array(z.int().min(1).max(7))
          .max(7)
          .transform((days) => [...new Set(days)].toSorted((a, b) => a - b)),
        aiEnabled: z.boolean(),
        aiConfidenceThreshold: z.number().min(0).max(1),
        escalateOnAiFailure: z.boolean(),
        recoveredBy: z.enum(['reply', 'booking']),
      })
      .partial(),
  })
  .partial();
