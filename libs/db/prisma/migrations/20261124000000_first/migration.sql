-- Part 1 is what `prisma migrate diff` makes of the schema. Part 2, at the end, is what Prisma's
-- schema language cannot say: partial unique indexes, CHECKs, row-level security.

-- Calls and recording sessions share one sequence: the integer by which Shunya knows them.
-- A function stands in between because Prisma takes a bare nextval() for its own autoincrement.
CREATE SEQUENCE "conversation_seq" AS bigint START WITH 1000;
CREATE FUNCTION "next_conversation_seq"() RETURNS bigint LANGUAGE sql VOLATILE
  RETURN nextval('conversation_seq');

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "companies" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT,
    "phone" TEXT,
    "industry" TEXT,
    "timezone" TEXT NOT NULL DEFAULT 'America/New_York',
    "subscription_status" TEXT NOT NULL DEFAULT 'trialing',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "require_recording_consent" BOOLEAN NOT NULL DEFAULT true,
    "quiet_hours_start" TEXT NOT NULL DEFAULT '21:00',
    "quiet_hours_end" TEXT NOT NULL DEFAULT '08:00',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "companies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "company_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "role" TEXT NOT NULL,
    "territory" TEXT,
    "department" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "phone_numbers" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "e164" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "phone_numbers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "company_integrations" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "account_ref" TEXT NOT NULL,
    "webhook_token" TEXT NOT NULL,
    "credentials_enc" TEXT NOT NULL,
    "signing_key_enc" TEXT,
    "status" TEXT NOT NULL DEFAULT 'connected',
    "last_checked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "company_integrations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calls" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT next_conversation_seq(),
    "provider" TEXT NOT NULL,
    "provider_call_id" TEXT NOT NULL,
    "direction" TEXT NOT NULL DEFAULT 'inbound',
    "call_type" TEXT NOT NULL DEFAULT 'csr_call',
    "status" TEXT NOT NULL,
    "missed" BOOLEAN NOT NULL DEFAULT false,
    "from_number" TEXT NOT NULL,
    "to_number" TEXT NOT NULL,
    "tracking_number_id" UUID,
    "contact_card_id" UUID NOT NULL,
    "lead_id" UUID,
    "owner_id" TEXT,
    "assigned_rep_id" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "duration_seconds" INTEGER,
    "recording_url" TEXT,
    "recording_stored_key" TEXT,
    "transcription_status" TEXT NOT NULL DEFAULT 'not_started',
    "analysis_status" TEXT NOT NULL DEFAULT 'not_started',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transcripts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "call_id" UUID,
    "shunya_job_id" UUID,
    "text" TEXT,
    "speaker_labels" JSONB NOT NULL DEFAULT '[]',
    "confidence" DOUBLE PRECISION,
    "language" TEXT,
    "word_count" INTEGER,
    "processing_time_ms" INTEGER,
    "model_version" TEXT,
    "restricted" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transcripts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "analyses" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "call_id" UUID,
    "lead_id" UUID,
    "shunya_job_id" UUID,
    "summary" TEXT,
    "key_points" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "next_steps" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "qualification_status" TEXT,
    "booking_status" TEXT,
    "call_outcome_category" TEXT,
    "appointment_date" TEXT,
    "appointment_type" TEXT,
    "service_requested" TEXT,
    "service_not_offered_reason" TEXT,
    "follow_up_required" BOOLEAN,
    "follow_up_reason" TEXT,
    "bant" JSONB,
    "overall_score" DOUBLE PRECISION,
    "decision_makers" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "urgency_signals" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "budget_indicators" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sentiment_score" DOUBLE PRECISION,
    "sop_stages_completed" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sop_stages_missed" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sop_compliance_score" DOUBLE PRECISION,
    "compliance_violations" JSONB NOT NULL DEFAULT '[]',
    "positive_behaviors" JSONB NOT NULL DEFAULT '[]',
    "recommendations" JSONB NOT NULL DEFAULT '[]',
    "coaching_tips" JSONB NOT NULL DEFAULT '[]',
    "missed_opportunities" JSONB NOT NULL DEFAULT '[]',
    "risk_assessment" JSONB,
    "rehash_score" DOUBLE PRECISION,
    "entities" JSONB,
    "raw_payload" JSONB,
    "model_version" TEXT,
    "analyzed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "analyses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "analysis_objections" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "analysis_id" UUID NOT NULL,
    "call_id" UUID,
    "category_id" INTEGER,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "text" TEXT,
    "severity" TEXT,
    "overcome" BOOLEAN,
    "speaker_id" TEXT,
    "at_seconds" DOUBLE PRECISION,
    "confidence" DOUBLE PRECISION,
    "suggestions" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "analysis_objections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "objection_categories" (
    "id" INTEGER NOT NULL,
    "label" TEXT NOT NULL,

    CONSTRAINT "objection_categories_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shunya_jobs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "job_type" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "shunya_task_id" TEXT,
    "call_id" UUID,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "output_hash" TEXT,
    "poll_count" INTEGER NOT NULL DEFAULT 0,
    "failure_count" INTEGER NOT NULL DEFAULT 0,
    "max_failures" INTEGER NOT NULL DEFAULT 5,
    "next_poll_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "error_code" TEXT,
    "error_message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shunya_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_cards" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "primary_phone" TEXT NOT NULL,
    "secondary_phones" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "email" TEXT,
    "first_name" TEXT,
    "last_name" TEXT,
    "address" TEXT,
    "city" TEXT,
    "state" TEXT,
    "postal_code" TEXT,
    "country" TEXT,
    "source" TEXT NOT NULL,
    "metadata" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contact_cards_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "leads" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "contact_card_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'new',
    "source" TEXT NOT NULL DEFAULT 'unknown',
    "revived_by_otto" BOOLEAN NOT NULL DEFAULT false,
    "priority" TEXT,
    "score" INTEGER,
    "tags" JSONB,
    "campaign" TEXT,
    "pipeline_stage" TEXT,
    "last_contacted_at" TIMESTAMPTZ(3),
    "last_qualified_at" TIMESTAMPTZ(3),
    "deal_status" TEXT,
    "deal_size_cents" INTEGER,
    "deal_summary" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "assigned_rep_id" TEXT,
    "pool_status" TEXT NOT NULL DEFAULT 'in_pool',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_status_history" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "lead_id" UUID NOT NULL,
    "from_status" TEXT,
    "to_status" TEXT NOT NULL,
    "reason" TEXT,
    "triggered_by" TEXT NOT NULL,
    "context" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lead_status_history_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appointments" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "lead_id" UUID NOT NULL,
    "contact_card_id" UUID NOT NULL,
    "source_call_id" UUID,
    "assigned_rep_id" TEXT,
    "booked_by_csr_id" TEXT,
    "scheduled_start" TIMESTAMPTZ(3) NOT NULL,
    "scheduled_end" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'scheduled',
    "outcome" TEXT NOT NULL DEFAULT 'pending',
    "outcome_source" TEXT,
    "appointment_type" TEXT,
    "address" TEXT,
    "service_type" TEXT,
    "notes" TEXT,
    "external_id" TEXT,
    "deal_size_cents" INTEGER,
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "appointments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tasks" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "contact_card_id" UUID,
    "lead_id" UUID,
    "appointment_id" UUID,
    "call_id" UUID,
    "description" TEXT NOT NULL,
    "assigned_to" TEXT NOT NULL,
    "assignee_id" TEXT,
    "source" TEXT NOT NULL,
    "action_type" TEXT,
    "contact_method" TEXT,
    "raw_text" TEXT,
    "confidence" DOUBLE PRECISION,
    "unique_key" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'open',
    "completed_at" TIMESTAMPTZ(3),
    "completed_by" TEXT,
    "priority" TEXT,
    "metadata" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "key_signals" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "contact_card_id" UUID NOT NULL,
    "lead_id" UUID,
    "appointment_id" UUID,
    "signal_type" TEXT NOT NULL,
    "severity" TEXT NOT NULL DEFAULT 'medium',
    "title" TEXT NOT NULL,
    "description" TEXT,
    "unique_key" TEXT NOT NULL,
    "metadata" JSONB,
    "acknowledged" BOOLEAN NOT NULL DEFAULT false,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "key_signals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "delivery_key" TEXT NOT NULL,
    "company_id" TEXT,
    "headers" JSONB NOT NULL DEFAULT '{}',
    "body" BYTEA NOT NULL,
    "content_type" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'received',
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "error" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_log" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "contact_card_id" UUID NOT NULL,
    "lead_id" UUID,
    "appointment_id" UUID,
    "call_id" UUID,
    "event_type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "description" TEXT,
    "metadata" JSONB,
    "actor_id" TEXT,
    "actor_role" TEXT,
    "unique_key" TEXT,

    CONSTRAINT "event_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT,
    "user_id" TEXT,
    "action" TEXT NOT NULL,
    "resource_type" TEXT NOT NULL,
    "resource_id" TEXT,
    "context" JSONB,
    "ip" TEXT,
    "request_id" TEXT,
    "success" TEXT NOT NULL DEFAULT 'success',
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "daily_reports" (
    "company_id" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "metrics" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "daily_reports_pkey" PRIMARY KEY ("company_id","date")
);

-- CreateTable
CREATE TABLE "jobs" (
    "id" UUID NOT NULL,
    "company_id" TEXT,
    "queue" TEXT NOT NULL,
    "task" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "run_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handed_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL,
    "dedupe_key" TEXT,
    "worker" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "trace_id" TEXT,
    "result" JSONB,
    "error" TEXT,
    "history" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "beat_ticks" (
    "schedule" TEXT NOT NULL,
    "slot" TIMESTAMPTZ(3) NOT NULL,
    "job_id" UUID,
    "outcome" TEXT NOT NULL,
    "epoch" BIGINT NOT NULL,
    "fired_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "beat_ticks_pkey" PRIMARY KEY ("schedule","slot")
);

-- CreateTable
CREATE TABLE "beat_schedules" (
    "id" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "known_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "beat_schedules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "beat_leader" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "instance" TEXT NOT NULL,
    "epoch" BIGINT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "beat_leader_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "companies_name_key" ON "companies"("name");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "users_company_id_role_idx" ON "users"("company_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "users_company_id_id_key" ON "users"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "phone_numbers_e164_key" ON "phone_numbers"("e164");

-- CreateIndex
CREATE UNIQUE INDEX "phone_numbers_company_id_id_key" ON "phone_numbers"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "company_integrations_webhook_token_key" ON "company_integrations"("webhook_token");

-- CreateIndex
CREATE UNIQUE INDEX "company_integrations_company_id_provider_key" ON "company_integrations"("company_id", "provider");

-- CreateIndex
CREATE UNIQUE INDEX "company_integrations_provider_account_ref_key" ON "company_integrations"("provider", "account_ref");

-- CreateIndex
CREATE UNIQUE INDEX "calls_seq_key" ON "calls"("seq");

-- CreateIndex
CREATE INDEX "calls_company_id_started_at_id_idx" ON "calls"("company_id", "started_at", "id");

-- CreateIndex
CREATE INDEX "calls_company_id_owner_id_started_at_idx" ON "calls"("company_id", "owner_id", "started_at");

-- CreateIndex
CREATE INDEX "calls_company_id_call_type_started_at_idx" ON "calls"("company_id", "call_type", "started_at");

-- CreateIndex
CREATE INDEX "calls_lead_id_idx" ON "calls"("lead_id");

-- CreateIndex
CREATE INDEX "calls_contact_card_id_started_at_idx" ON "calls"("contact_card_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "calls_company_id_id_key" ON "calls"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "calls_company_id_provider_provider_call_id_key" ON "calls"("company_id", "provider", "provider_call_id");

-- CreateIndex
CREATE UNIQUE INDEX "transcripts_company_id_id_key" ON "transcripts"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "transcripts_company_id_call_id_key" ON "transcripts"("company_id", "call_id");

-- CreateIndex
CREATE INDEX "analyses_company_id_analyzed_at_idx" ON "analyses"("company_id", "analyzed_at");

-- CreateIndex
CREATE INDEX "analyses_company_id_booking_status_idx" ON "analyses"("company_id", "booking_status");

-- CreateIndex
CREATE UNIQUE INDEX "analyses_company_id_id_key" ON "analyses"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "analyses_company_id_call_id_key" ON "analyses"("company_id", "call_id");

-- CreateIndex
CREATE INDEX "analysis_objections_company_id_key_idx" ON "analysis_objections"("company_id", "key");

-- CreateIndex
CREATE INDEX "analysis_objections_analysis_id_idx" ON "analysis_objections"("analysis_id");

-- CreateIndex
CREATE UNIQUE INDEX "objection_categories_label_key" ON "objection_categories"("label");

-- CreateIndex
CREATE INDEX "shunya_jobs_status_next_poll_at_idx" ON "shunya_jobs"("status", "next_poll_at");

-- CreateIndex
CREATE INDEX "shunya_jobs_call_id_idx" ON "shunya_jobs"("call_id");

-- CreateIndex
CREATE UNIQUE INDEX "shunya_jobs_company_id_id_key" ON "shunya_jobs"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "shunya_jobs_company_id_shunya_task_id_key" ON "shunya_jobs"("company_id", "shunya_task_id");

-- CreateIndex
CREATE INDEX "contact_cards_company_id_email_idx" ON "contact_cards"("company_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "contact_cards_company_id_id_key" ON "contact_cards"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "contact_cards_company_id_primary_phone_key" ON "contact_cards"("company_id", "primary_phone");

-- CreateIndex
CREATE INDEX "leads_company_id_status_updated_at_idx" ON "leads"("company_id", "status", "updated_at");

-- CreateIndex
CREATE INDEX "leads_company_id_assigned_rep_id_idx" ON "leads"("company_id", "assigned_rep_id");

-- CreateIndex
CREATE INDEX "leads_company_id_pool_status_idx" ON "leads"("company_id", "pool_status");

-- CreateIndex
CREATE INDEX "leads_contact_card_id_idx" ON "leads"("contact_card_id");

-- CreateIndex
CREATE UNIQUE INDEX "leads_company_id_id_key" ON "leads"("company_id", "id");

-- CreateIndex
CREATE INDEX "lead_status_history_lead_id_created_at_idx" ON "lead_status_history"("lead_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "appointments_company_id_scheduled_start_idx" ON "appointments"("company_id", "scheduled_start");

-- CreateIndex
CREATE INDEX "appointments_company_id_assigned_rep_id_scheduled_start_idx" ON "appointments"("company_id", "assigned_rep_id", "scheduled_start");

-- CreateIndex
CREATE INDEX "appointments_lead_id_idx" ON "appointments"("lead_id");

-- CreateIndex
CREATE INDEX "appointments_contact_card_id_idx" ON "appointments"("contact_card_id");

-- CreateIndex
CREATE UNIQUE INDEX "appointments_company_id_id_key" ON "appointments"("company_id", "id");

-- CreateIndex
CREATE INDEX "tasks_company_id_status_due_at_idx" ON "tasks"("company_id", "status", "due_at");

-- CreateIndex
CREATE INDEX "tasks_company_id_assignee_id_status_idx" ON "tasks"("company_id", "assignee_id", "status");

-- CreateIndex
CREATE INDEX "tasks_contact_card_id_idx" ON "tasks"("contact_card_id");

-- CreateIndex
CREATE UNIQUE INDEX "tasks_company_id_id_key" ON "tasks"("company_id", "id");

-- CreateIndex
CREATE INDEX "key_signals_contact_card_id_idx" ON "key_signals"("contact_card_id");

-- CreateIndex
CREATE UNIQUE INDEX "key_signals_company_id_id_key" ON "key_signals"("company_id", "id");

-- CreateIndex
CREATE INDEX "deliveries_company_id_received_at_idx" ON "deliveries"("company_id", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_provider_delivery_key_key" ON "deliveries"("provider", "delivery_key");

-- CreateIndex
CREATE INDEX "event_log_contact_card_id_at_idx" ON "event_log"("contact_card_id", "at");

-- CreateIndex
CREATE INDEX "event_log_lead_id_at_idx" ON "event_log"("lead_id", "at");

-- CreateIndex
CREATE INDEX "event_log_appointment_id_at_idx" ON "event_log"("appointment_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "event_log_company_id_unique_key_key" ON "event_log"("company_id", "unique_key");

-- CreateIndex
CREATE INDEX "audit_log_company_id_created_at_idx" ON "audit_log"("company_id", "created_at");

-- AddForeignKey
ALTER TABLE "calls" ADD CONSTRAINT "calls_company_id_contact_card_id_fkey" FOREIGN KEY ("company_id", "contact_card_id") REFERENCES "contact_cards"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calls" ADD CONSTRAINT "calls_company_id_lead_id_fkey" FOREIGN KEY ("company_id", "lead_id") REFERENCES "leads"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calls" ADD CONSTRAINT "calls_company_id_owner_id_fkey" FOREIGN KEY ("company_id", "owner_id") REFERENCES "users"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calls" ADD CONSTRAINT "calls_company_id_assigned_rep_id_fkey" FOREIGN KEY ("company_id", "assigned_rep_id") REFERENCES "users"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calls" ADD CONSTRAINT "calls_company_id_tracking_number_id_fkey" FOREIGN KEY ("company_id", "tracking_number_id") REFERENCES "phone_numbers"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transcripts" ADD CONSTRAINT "transcripts_company_id_call_id_fkey" FOREIGN KEY ("company_id", "call_id") REFERENCES "calls"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "analyses" ADD CONSTRAINT "analyses_company_id_call_id_fkey" FOREIGN KEY ("company_id", "call_id") REFERENCES "calls"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "analyses" ADD CONSTRAINT "analyses_company_id_lead_id_fkey" FOREIGN KEY ("company_id", "lead_id") REFERENCES "leads"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "analysis_objections" ADD CONSTRAINT "analysis_objections_company_id_analysis_id_fkey" FOREIGN KEY ("company_id", "analysis_id") REFERENCES "analyses"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "analysis_objections" ADD CONSTRAINT "analysis_objections_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "objection_categories"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shunya_jobs" ADD CONSTRAINT "shunya_jobs_company_id_call_id_fkey" FOREIGN KEY ("company_id", "call_id") REFERENCES "calls"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leads" ADD CONSTRAINT "leads_company_id_contact_card_id_fkey" FOREIGN KEY ("company_id", "contact_card_id") REFERENCES "contact_cards"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leads" ADD CONSTRAINT "leads_company_id_assigned_rep_id_fkey" FOREIGN KEY ("company_id", "assigned_rep_id") REFERENCES "users"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_status_history" ADD CONSTRAINT "lead_status_history_company_id_lead_id_fkey" FOREIGN KEY ("company_id", "lead_id") REFERENCES "leads"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_company_id_lead_id_fkey" FOREIGN KEY ("company_id", "lead_id") REFERENCES "leads"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_company_id_contact_card_id_fkey" FOREIGN KEY ("company_id", "contact_card_id") REFERENCES "contact_cards"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_company_id_assigned_rep_id_fkey" FOREIGN KEY ("company_id", "assigned_rep_id") REFERENCES "users"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_company_id_contact_card_id_fkey" FOREIGN KEY ("company_id", "contact_card_id") REFERENCES "contact_cards"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_company_id_lead_id_fkey" FOREIGN KEY ("company_id", "lead_id") REFERENCES "leads"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_company_id_appointment_id_fkey" FOREIGN KEY ("company_id", "appointment_id") REFERENCES "appointments"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_company_id_call_id_fkey" FOREIGN KEY ("company_id", "call_id") REFERENCES "calls"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_company_id_assignee_id_fkey" FOREIGN KEY ("company_id", "assignee_id") REFERENCES "users"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_signals" ADD CONSTRAINT "key_signals_company_id_contact_card_id_fkey" FOREIGN KEY ("company_id", "contact_card_id") REFERENCES "contact_cards"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_signals" ADD CONSTRAINT "key_signals_company_id_lead_id_fkey" FOREIGN KEY ("company_id", "lead_id") REFERENCES "leads"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_signals" ADD CONSTRAINT "key_signals_company_id_appointment_id_fkey" FOREIGN KEY ("company_id", "appointment_id") REFERENCES "appointments"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_log" ADD CONSTRAINT "event_log_company_id_contact_card_id_fkey" FOREIGN KEY ("company_id", "contact_card_id") REFERENCES "contact_cards"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- ---------------------------------------------------------------------------------------------
-- Part 2

ALTER TABLE "companies" ADD CONSTRAINT "companies_id_not_empty" CHECK ("id" <> '');

-- At most one active lead of a contact.
CREATE UNIQUE INDEX "leads_one_active_per_contact" ON "leads" ("company_id", "contact_card_id")
  WHERE "status" IN ('new', 'warm', 'hot', 'nurturing', 'qualified_booked', 'qualified_unbooked');

CREATE UNIQUE INDEX "tasks_unique_key" ON "tasks" ("company_id", "unique_key")
  WHERE "status" <> 'cancelled';

CREATE UNIQUE INDEX "key_signals_unique_key" ON "key_signals" ("company_id", "unique_key")
  WHERE NOT "acknowledged";

-- The natural key of work at Shunya: one live or successful job of a kind for a call.
CREATE UNIQUE INDEX "shunya_jobs_one_per_call" ON "shunya_jobs" ("company_id", "job_type", "call_id")
  WHERE "status" IN ('pending', 'running', 'succeeded');

-- Open appointments of a lead: at most one that has not happened yet.
CREATE UNIQUE INDEX "appointments_one_open_per_lead" ON "appointments" ("company_id", "lead_id")
  WHERE "status" IN ('scheduled', 'confirmed') AND "source_call_id" IS NOT NULL;

-- Jobs: what the engine looks for, and nothing else.
CREATE INDEX "jobs_queued" ON "jobs" ("queue", "handed_at") WHERE "status" = 'queued';
CREATE INDEX "jobs_scheduled" ON "jobs" ("run_at") WHERE "status" = 'scheduled';
CREATE INDEX "jobs_running" ON "jobs" ("lease_until") WHERE "status" = 'running';
CREATE INDEX "jobs_dead" ON "jobs" ("finished_at") WHERE "status" = 'dead';
CREATE UNIQUE INDEX "jobs_one_live_per_dedupe_key" ON "jobs" ("task", "dedupe_key")
  WHERE "dedupe_key" IS NOT NULL AND "status" IN ('scheduled', 'queued', 'running');
-- Rows of this table change a few times in quick succession: leave them room on their page.
ALTER TABLE "jobs" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

-- Words that the code knows; anything else is a bug that should not reach the table.
ALTER TABLE "users" ADD CHECK ("role" IN ('manager', 'csr', 'sales_rep'));
ALTER TABLE "phone_numbers" ADD CHECK ("kind" IN ('tracking', 'sms', 'main'));
ALTER TABLE "phone_numbers" ADD CHECK ("e164" ~ '^\+[1-9][0-9]{6,14}$');
ALTER TABLE "leads" ADD CHECK ("status" IN ('new', 'warm', 'hot', 'qualified_booked', 'qualified_unbooked',
  'qualified_service_not_offered', 'nurturing', 'dormant', 'abandoned', 'closed_won', 'closed_lost'));
ALTER TABLE "calls" ADD CHECK ("status" IN ('incoming', 'answered', 'missed', 'completed', 'failed'));
ALTER TABLE "calls" ADD CHECK ("direction" IN ('inbound', 'outbound'));
ALTER TABLE "calls" ADD CHECK ("call_type" IN ('csr_call', 'sales_call'));
ALTER TABLE "calls" ADD CHECK ("transcription_status" IN ('not_started', 'in_progress', 'completed', 'failed'));
ALTER TABLE "calls" ADD CHECK ("analysis_status" IN ('not_started', 'in_progress', 'completed', 'failed'));
ALTER TABLE "transcripts" ADD CONSTRAINT "transcripts_of_a_call" CHECK ("call_id" IS NOT NULL);
ALTER TABLE "analyses" ADD CONSTRAINT "analyses_of_a_call" CHECK ("call_id" IS NOT NULL);
ALTER TABLE "analyses" ADD CHECK ("sop_compliance_score" BETWEEN 0 AND 10);
ALTER TABLE "analyses" ADD CHECK ("sentiment_score" BETWEEN 0 AND 1);
ALTER TABLE "shunya_jobs" ADD CHECK ("stage" IN ('transcribing', 'analyzing'));
ALTER TABLE "shunya_jobs" ADD CHECK ("status" IN ('pending', 'running', 'succeeded', 'failed', 'timeout'));
ALTER TABLE "appointments" ADD CHECK ("status" IN ('scheduled', 'confirmed', 'completed', 'cancelled', 'no_show'));
ALTER TABLE "appointments" ADD CHECK ("outcome" IN ('pending', 'won', 'lost', 'no_show', 'rescheduled'));
ALTER TABLE "appointments" ADD CHECK ("scheduled_end" IS NULL OR "scheduled_end" > "scheduled_start");
ALTER TABLE "tasks" ADD CHECK ("status" IN ('open', 'completed', 'overdue', 'cancelled'));
ALTER TABLE "jobs" ADD CHECK ("status" IN ('scheduled', 'queued', 'running', 'succeeded', 'dead', 'cancelled'));
ALTER TABLE "jobs" ADD CHECK ("queue" IN ('default', 'asr', 'analysis', 'followups', 'indexing', 'uwc', 'shunya'));
ALTER TABLE "jobs" ADD CHECK (("status" = 'running') = ("lease_until" IS NOT NULL));
ALTER TABLE "beat_leader" ADD CONSTRAINT "beat_leader_one_row" CHECK ("id" = 1);
ALTER TABLE "beat_ticks" ADD CHECK ("outcome" IN ('fired', 'caught_up', 'missed', 'skipped', 'manual'));
ALTER TABLE "deliveries" ADD CHECK ("status" IN ('received', 'processed', 'failed', 'ignored', 'unroutable', 'rejected'));

INSERT INTO "objection_categories" ("id", "label") VALUES
  (1, 'Price/Budget'), (2, 'Timing'), (3, 'Competitor'), (4, 'Trust/Credibility'), (5, 'Need/Fit'),
  (6, 'Decision Authority'), (7, 'Technical'), (8, 'Contract Terms'), (9, 'DIY Alternative'), (10, 'No Response');

-- Row-level security. Every transaction of a tenant runs as otto_tenant with the company in
-- otto.company_id; without it the setting is empty and nothing is visible. The login role that
-- owns the tables is not confined; libs/db says who may use it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'otto_tenant') THEN
    CREATE ROLE otto_tenant NOLOGIN NOBYPASSRLS;
  END IF;
  EXECUTE format('GRANT otto_tenant TO %I', current_user);
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- another database of this server made the role in the same moment
END
$$;

CREATE FUNCTION "otto_company_id"() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('otto.company_id', true), '');

DO $$
DECLARE
  name text;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO otto_tenant', current_schema());
  -- Full use, own rows.
  FOREACH name IN ARRAY ARRAY['users', 'phone_numbers', 'company_integrations', 'contact_cards', 'leads',
    'lead_status_history', 'appointments', 'tasks', 'key_signals', 'calls', 'transcripts', 'analyses',
    'analysis_objections', 'shunya_jobs', 'event_log', 'daily_reports', 'jobs']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO otto_tenant', name);
    EXECUTE format('CREATE POLICY own_rows ON %I TO otto_tenant USING (company_id = otto_company_id()) '
      'WITH CHECK (company_id = otto_company_id())', name);
  END LOOP;
  -- Reading own rows; the audit log also takes new ones, and nobody changes it.
  FOREACH name IN ARRAY ARRAY['deliveries', 'audit_log']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT ON %I TO otto_tenant', name);
    EXECUTE format('CREATE POLICY own_rows ON %I TO otto_tenant USING (company_id = otto_company_id()) '
      'WITH CHECK (company_id = otto_company_id())', name);
  END LOOP;
END
$$;
GRANT INSERT ON "audit_log" TO otto_tenant;
GRANT UPDATE ("status", "processed_at", "error") ON "deliveries" TO otto_tenant;
GRANT USAGE ON SEQUENCE "conversation_seq" TO otto_tenant;
GRANT SELECT ON "objection_categories" TO otto_tenant;

ALTER TABLE "companies" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, UPDATE ON "companies" TO otto_tenant;
CREATE POLICY own_row ON "companies" TO otto_tenant USING ("id" = otto_company_id()) WITH CHECK ("id" = otto_company_id());
