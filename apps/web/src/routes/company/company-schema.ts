import { z } from 'zod';
import { instant, ownJson, text } from '../../http/schemas';

/** What everybody of the company sees of it. */
export const companySchema = z.object({
  id: z.string(),
  name: z.string(),
  address: text,
  phone: text,
  industry: text,
  timezone: z.string(),
  subscriptionStatus: z.string(),
  requireRecordingConsent: z.boolean(),
  quietHoursStart: z.string(),
  quietHoursEnd: z.string(),
  createdAt: instant,
  updatedAt: instant,
});

/** The same with all settings. */
export const companySettingsSchema = companySchema.extend({
  domain: text,
  domainVerified: z.boolean(),
  callProvider: text,
  onboardingStep: z.string(),
  onboardingCompleted: z.boolean(),
  onboardingCompletedAt: instant.nullable(),
  trialEndsAt: instant.nullable(),
  maxSeats: z.int(),
  allowGhostMode: z.boolean(),
  ghostModeRetention: z.string(),
  ghostModeStorage: z.string(),
  ghostModeEphemeralTtlMinutes: z.int(),
  defaultShiftStart: z.string(),
  defaultShiftEnd: z.string(),
  requireClockIn: z.boolean(),
  geofenceRadiusStartM: z.int(),
  geofenceRadiusStopM: z.int(),
  geofenceRadiusMeters: z.int(),
  goals: ownJson,
  notificationPreferences: ownJson,
  missedCalls: z.object({
    responseTimeHours: z.int(),
    escalationTimeHours: z.int(),
    maxRetries: z.int(),
    businessHoursStart: z.string(),
    businessHoursEnd: z.string(),
    businessDays: z.array(z.int()),
    aiEnabled: z.boolean(),
    aiConfidenceThreshold: z.number(),
    escalateOnAiFailure: z.boolean(),
    recoveredBy: z.string(),
  }),
});
