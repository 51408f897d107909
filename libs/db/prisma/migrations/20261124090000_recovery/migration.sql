-- CreateTable
CREATE TABLE "missed_call_entries" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "call_id" UUID NOT NULL,
    "contact_card_id" UUID NOT NULL,
    "lead_id" UUID,
    "customer_phone" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "priority_rank" SMALLINT NOT NULL,
    "customer_type" TEXT NOT NULL,
    "missed_at" TIMESTAMPTZ(3) NOT NULL,
    "last_missed_at" TIMESTAMPTZ(3) NOT NULL,
    "sla_deadline" TIMESTAMPTZ(3) NOT NULL,
    "escalation_deadline" TIMESTAMPTZ(3) NOT NULL,
    "retry_count" INTEGER NOT NULL DEFAULT 0,
    "max_retries" INTEGER NOT NULL DEFAULT 3,
    "last_attempt_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "ai_rescue_attempted" BOOLEAN NOT NULL DEFAULT false,
    "customer_responded" BOOLEAN NOT NULL DEFAULT false,
    "responded_at" TIMESTAMPTZ(3),
    "recovery_method" TEXT,
    "booked_at" TIMESTAMPTZ(3),
    "rescued_by" TEXT,
    "escalation_reason" TEXT,
    "consent_status" TEXT NOT NULL DEFAULT 'pending',
    "opt_out_reason" TEXT,
    "lead_value_cents" INTEGER,
    "context" JSONB NOT NULL DEFAULT '{}',
    "customer_timezone" TEXT,
    "preferred_contact_time" TEXT,
    "business_hours_override" BOOLEAN NOT NULL DEFAULT false,
    "data_retention_expires_at" TIMESTAMPTZ(3),
    "processed_at" TIMESTAMPTZ(3),
    "escalated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "missed_call_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "missed_call_attempts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "entry_id" UUID NOT NULL,
    "attempt_number" INTEGER NOT NULL,
    "method" TEXT NOT NULL DEFAULT 'sms',
    "message_id" UUID,
    "message_sent" TEXT,
    "response_received" TEXT,
    "intent_analysis" JSONB,
    "confidence" DOUBLE PRECISION,
    "success" BOOLEAN NOT NULL,
    "customer_engaged" BOOLEAN NOT NULL DEFAULT false,
    "escalation_triggered" BOOLEAN NOT NULL DEFAULT false,
    "attempted_at" TIMESTAMPTZ(3) NOT NULL,
    "responded_at" TIMESTAMPTZ(3),

    CONSTRAINT "missed_call_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "missed_call_slas" (
    "company_id" TEXT NOT NULL,
    "response_time_hours" INTEGER NOT NULL DEFAULT 2,
    "escalation_time_hours" INTEGER NOT NULL DEFAULT 48,
    "max_retries" INTEGER NOT NULL DEFAULT 3,
    "business_hours_start" TEXT NOT NULL DEFAULT '09:00',
    "business_hours_end" TEXT NOT NULL DEFAULT '17:00',
    "business_days" INTEGER[] DEFAULT ARRAY[1, 2, 3, 4, 5]::INTEGER[],
    "ai_enabled" BOOLEAN NOT NULL DEFAULT true,
    "ai_confidence_threshold" DOUBLE PRECISION NOT NULL DEFAULT 0.7,
    "escalate_on_ai_failure" BOOLEAN NOT NULL DEFAULT true,
    "recovered_by" TEXT NOT NULL DEFAULT 'reply',

    CONSTRAINT "missed_call_slas_pkey" PRIMARY KEY ("company_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "missed_call_entries_company_id_id_key" ON "missed_call_entries"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "missed_call_entries_company_id_call_id_key" ON "missed_call_entries"("company_id", "call_id");

-- CreateIndex
CREATE INDEX "missed_call_entries_status_next_attempt_at_idx" ON "missed_call_entries"("status", "next_attempt_at");

-- CreateIndex
CREATE INDEX "missed_call_entries_company_id_created_at_idx" ON "missed_call_entries"("company_id", "created_at");

-- CreateIndex
CREATE INDEX "missed_call_entries_contact_card_id_created_at_idx" ON "missed_call_entries"("contact_card_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "missed_call_attempts_entry_id_attempt_number_key" ON "missed_call_attempts"("entry_id", "attempt_number");

-- AddForeignKey
ALTER TABLE "missed_call_entries" ADD CONSTRAINT "missed_call_entries_company_id_call_id_fkey" FOREIGN KEY ("company_id", "call_id") REFERENCES "calls"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "missed_call_entries" ADD CONSTRAINT "missed_call_entries_company_id_contact_card_id_fkey" FOREIGN KEY ("company_id", "contact_card_id") REFERENCES "contact_cards"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "missed_call_entries" ADD CONSTRAINT "missed_call_entries_company_id_lead_id_fkey" FOREIGN KEY ("company_id", "lead_id") REFERENCES "leads"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "missed_call_attempts" ADD CONSTRAINT "missed_call_attempts_company_id_entry_id_fkey" FOREIGN KEY ("company_id", "entry_id") REFERENCES "missed_call_entries"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "missed_call_attempts" ADD CONSTRAINT "missed_call_attempts_company_id_message_id_fkey" FOREIGN KEY ("company_id", "message_id") REFERENCES "messages"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------
-- Part 2: what Prisma cannot say.

-- One live recovery per caller.
CREATE UNIQUE INDEX "missed_call_entries_live" ON "missed_call_entries" ("company_id", "customer_phone")
  WHERE "status" IN ('queued', 'processing', 'ai_rescued_pending');
-- What is looked through every minute, of all companies.
CREATE INDEX "missed_call_entries_due" ON "missed_call_entries" ("priority_rank", "created_at")
  WHERE "status" IN ('queued', 'processing', 'ai_rescued_pending');

ALTER TABLE "missed_call_entries" ADD CHECK ("status" IN ('queued', 'processing', 'ai_rescued_pending', 'recovered',
  'escalated', 'failed', 'expired'));
ALTER TABLE "missed_call_entries" ADD CHECK ("priority_rank" BETWEEN 1 AND 3);
ALTER TABLE "missed_call_entries" ADD CHECK ("customer_type" IN ('new', 'existing', 'unknown'));
ALTER TABLE "missed_call_entries" ADD CHECK ("retry_count" >= 0 AND "max_retries" BETWEEN 1 AND 3);
ALTER TABLE "missed_call_entries" ADD CHECK ("recovery_method" IN ('sms', 'call', 'email'));
ALTER TABLE "missed_call_entries" ADD CHECK ("rescued_by" IN ('otto', 'human'));
ALTER TABLE "missed_call_entries" ADD CHECK ("consent_status" IN ('pending', 'granted', 'denied', 'withdrawn'));
ALTER TABLE "missed_call_attempts" ADD CHECK ("attempt_number" BETWEEN 1 AND 3);
ALTER TABLE "missed_call_attempts" ADD CHECK ("method" IN ('sms', 'call', 'email'));
ALTER TABLE "missed_call_slas" ADD CHECK ("response_time_hours" > 0 AND "escalation_time_hours" >= "response_time_hours");
ALTER TABLE "missed_call_slas" ADD CHECK ("max_retries" BETWEEN 1 AND 3);
ALTER TABLE "missed_call_slas" ADD CHECK ("business_hours_start" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
  AND "business_hours_end" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
ALTER TABLE "missed_call_slas" ADD CHECK ("business_days" <@ ARRAY[1, 2, 3, 4, 5, 6, 7]);
ALTER TABLE "missed_call_slas" ADD CHECK ("ai_confidence_threshold" BETWEEN 0 AND 1);
ALTER TABLE "missed_call_slas" ADD CHECK ("recovered_by" IN ('reply', 'booking'));

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['missed_call_entries', 'missed_call_attempts', 'missed_call_slas']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO otto_tenant', name);
    EXECUTE format('CREATE POLICY own_rows ON %I TO otto_tenant USING (company_id = otto_company_id()) '
      'WITH CHECK (company_id = otto_company_id())', name);
  END LOOP;
END
$$;
