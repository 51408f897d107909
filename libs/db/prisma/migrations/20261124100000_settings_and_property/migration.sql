-- AlterTable
ALTER TABLE "audit_log" ADD COLUMN     "changes" JSONB;

-- AlterTable
ALTER TABLE "companies" ADD COLUMN     "allow_ghost_mode" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "call_provider" TEXT,
ADD COLUMN     "default_shift_end" TEXT NOT NULL DEFAULT '20:00',
ADD COLUMN     "default_shift_start" TEXT NOT NULL DEFAULT '07:00',
ADD COLUMN     "domain" TEXT,
ADD COLUMN     "domain_verified" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "geofence_radius_meters" INTEGER NOT NULL DEFAULT 75,
ADD COLUMN     "geofence_radius_start_m" INTEGER NOT NULL DEFAULT 61,
ADD COLUMN     "geofence_radius_stop_m" INTEGER NOT NULL DEFAULT 152,
ADD COLUMN     "ghost_mode_ephemeral_ttl_minutes" INTEGER NOT NULL DEFAULT 60,
ADD COLUMN     "ghost_mode_retention" TEXT NOT NULL DEFAULT 'aggregates_only',
ADD COLUMN     "ghost_mode_storage" TEXT NOT NULL DEFAULT 'not_stored',
ADD COLUMN     "goals" JSONB,
ADD COLUMN     "max_seats" INTEGER NOT NULL DEFAULT 5,
ADD COLUMN     "notification_preferences" JSONB,
ADD COLUMN     "onboarding_completed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "onboarding_completed_at" TIMESTAMPTZ(3),
ADD COLUMN     "onboarding_step" TEXT NOT NULL DEFAULT 'company_basics',
ADD COLUMN     "require_clock_in" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "trial_ends_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "contact_cards" ADD COLUMN     "property_snapshot" JSONB,
ADD COLUMN     "property_snapshot_at" TIMESTAMPTZ(3),
ADD COLUMN     "property_snapshot_raw" TEXT;

-- ---------------------------------------------------------------------------------------------
-- Part 2: what Prisma cannot say.

ALTER TABLE "companies" ADD CHECK ("call_provider" IN ('callrail', 'twilio'));
ALTER TABLE "companies" ADD CHECK ("onboarding_step" IN ('company_basics', 'call_tracking', 'document_ingestion',
  'goals_preferences', 'team_invites', 'verification', 'completed'));
ALTER TABLE "companies" ADD CHECK ("ghost_mode_retention" IN ('aggregates_only', 'minimal', 'none'));
ALTER TABLE "companies" ADD CHECK ("ghost_mode_storage" IN ('not_stored', 'ephemeral'));
ALTER TABLE "companies" ADD CHECK ("ghost_mode_ephemeral_ttl_minutes" > 0 AND "max_seats" > 0);
ALTER TABLE "companies" ADD CHECK ("geofence_radius_start_m" > 0 AND "geofence_radius_meters" > 0
  AND "geofence_radius_stop_m" >= "geofence_radius_start_m");
ALTER TABLE "companies" ADD CHECK ("default_shift_start" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
  AND "default_shift_end" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
ALTER TABLE "contact_cards" ADD CHECK (("property_snapshot" IS NULL AND "property_snapshot_raw" IS NULL)
  OR "property_snapshot_at" IS NOT NULL);
