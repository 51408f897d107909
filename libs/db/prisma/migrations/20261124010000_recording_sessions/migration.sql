-- CreateTable
CREATE TABLE "recording_sessions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT next_conversation_seq(),
    "rep_id" TEXT NOT NULL,
    "appointment_id" UUID NOT NULL,
    "mode" TEXT NOT NULL DEFAULT 'normal',
    "audio_storage_mode" TEXT NOT NULL DEFAULT 'persistent',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'pending',
    "audio_key" TEXT,
    "audio_duration_seconds" DOUBLE PRECISION,
    "audio_size_bytes" BIGINT,
    "transcription_status" TEXT NOT NULL DEFAULT 'not_started',
    "analysis_status" TEXT NOT NULL DEFAULT 'not_started',
    "error_message" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recording_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "recording_sessions_seq_key" ON "recording_sessions"("seq");

-- CreateIndex
CREATE INDEX "recording_sessions_company_id_rep_id_started_at_idx" ON "recording_sessions"("company_id", "rep_id", "started_at");

-- CreateIndex
CREATE INDEX "recording_sessions_appointment_id_idx" ON "recording_sessions"("appointment_id");

-- CreateIndex
CREATE UNIQUE INDEX "recording_sessions_company_id_id_key" ON "recording_sessions"("company_id", "id");

-- AddForeignKey
ALTER TABLE "recording_sessions" ADD CONSTRAINT "recording_sessions_company_id_rep_id_fkey" FOREIGN KEY ("company_id", "rep_id") REFERENCES "users"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recording_sessions" ADD CONSTRAINT "recording_sessions_company_id_appointment_id_fkey" FOREIGN KEY ("company_id", "appointment_id") REFERENCES "appointments"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------
-- Part 2: what Prisma cannot say.

-- A visit is recorded by one session at a time.
CREATE UNIQUE INDEX "recording_sessions_one_open_per_appointment" ON "recording_sessions" ("company_id", "appointment_id")
  WHERE "status" IN ('pending', 'recording');

-- What the hourly cleanup looks for.
CREATE INDEX "recording_sessions_expiring" ON "recording_sessions" ("expires_at")
  WHERE "audio_storage_mode" = 'ephemeral' AND "audio_key" IS NOT NULL;

ALTER TABLE "recording_sessions" ADD CHECK ("mode" IN ('normal', 'ghost', 'off'));
ALTER TABLE "recording_sessions" ADD CHECK ("audio_storage_mode" IN ('persistent', 'ephemeral', 'not_stored'));
ALTER TABLE "recording_sessions" ADD CHECK ("status" IN ('pending', 'recording', 'completed', 'failed'));
ALTER TABLE "recording_sessions" ADD CHECK ("transcription_status" IN ('not_started', 'in_progress', 'completed', 'failed'));
ALTER TABLE "recording_sessions" ADD CHECK ("analysis_status" IN ('not_started', 'in_progress', 'completed', 'failed'));
ALTER TABLE "recording_sessions" ADD CHECK ("ended_at" IS NULL OR "ended_at" >= "started_at");
ALTER TABLE "recording_sessions" ADD CHECK ("audio_storage_mode" <> 'not_stored' OR "audio_key" IS NULL);
-- Audio that may be kept for a while only must say for how long.
ALTER TABLE "recording_sessions" ADD CHECK ("audio_storage_mode" <> 'ephemeral' OR "audio_key" IS NULL OR "expires_at" IS NOT NULL);

ALTER TABLE "recording_sessions" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "recording_sessions" TO otto_tenant;
CREATE POLICY own_rows ON "recording_sessions" TO otto_tenant
  USING (company_id = otto_company_id()) WITH CHECK (company_id = otto_company_id());
