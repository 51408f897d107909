-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "clerk_invitation_id" TEXT,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "territory" TEXT,
    "department" TEXT,
    "status" TEXT NOT NULL DEFAULT 'sent',
    "invited_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accepted_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "documents" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "filename" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "role_target" TEXT,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "shunya_document_id" TEXT,
    "shunya_job_id" TEXT,
    "chunk_count" INTEGER NOT NULL DEFAULT 0,
    "indexed_at" TIMESTAMPTZ(3),
    "retry_count" INTEGER NOT NULL DEFAULT 0,
    "error_message" TEXT,
    "metadata" JSONB,
    "deleted_at" TIMESTAMPTZ(3),
    "deleted_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "documents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "follow_up_drafts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "call_id" UUID,
    "appointment_id" UUID,
    "contact_card_id" UUID NOT NULL,
    "generated_for" TEXT NOT NULL,
    "generated_by" TEXT NOT NULL,
    "draft_type" TEXT NOT NULL,
    "tone" TEXT,
    "subject" TEXT,
    "draft_text" TEXT NOT NULL,
    "final_text" TEXT,
    "modified_before_send" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "approved_at" TIMESTAMPTZ(3),
    "approved_by" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "blocked_by_quiet_hours" BOOLEAN NOT NULL DEFAULT false,
    "scheduled_send_time" TIMESTAMPTZ(3),
    "customer_responded" BOOLEAN,
    "led_to_booking" BOOLEAN,
    "shunya_request_id" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "follow_up_drafts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "personal_otto_jobs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "rep_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "shunya_job_id" TEXT,
    "progress_percent" DOUBLE PRECISION,
    "model_version" TEXT,
    "last_trained_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "metadata" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "personal_otto_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitations_clerk_invitation_id_key" ON "invitations"("clerk_invitation_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_company_id_id_key" ON "invitations"("company_id", "id");

-- CreateIndex
CREATE INDEX "invitations_company_id_created_at_idx" ON "invitations"("company_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "documents_company_id_id_key" ON "documents"("company_id", "id");

-- CreateIndex
CREATE INDEX "documents_company_id_shunya_document_id_idx" ON "documents"("company_id", "shunya_document_id");

-- CreateIndex
CREATE INDEX "documents_company_id_status_idx" ON "documents"("company_id", "status");

-- CreateIndex
CREATE INDEX "documents_company_id_shunya_job_id_idx" ON "documents"("company_id", "shunya_job_id");

-- CreateIndex
CREATE UNIQUE INDEX "follow_up_drafts_company_id_id_key" ON "follow_up_drafts"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "follow_up_drafts_company_id_shunya_request_id_key" ON "follow_up_drafts"("company_id", "shunya_request_id");

-- CreateIndex
CREATE INDEX "follow_up_drafts_company_id_generated_for_status_idx" ON "follow_up_drafts"("company_id", "generated_for", "status");

-- CreateIndex
CREATE INDEX "follow_up_drafts_contact_card_id_created_at_idx" ON "follow_up_drafts"("contact_card_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "personal_otto_jobs_company_id_id_key" ON "personal_otto_jobs"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "personal_otto_jobs_company_id_shunya_job_id_key" ON "personal_otto_jobs"("company_id", "shunya_job_id");

-- CreateIndex
CREATE INDEX "personal_otto_jobs_company_id_rep_id_created_at_idx" ON "personal_otto_jobs"("company_id", "rep_id", "created_at");

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_company_id_invited_by_fkey" FOREIGN KEY ("company_id", "invited_by") REFERENCES "users"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "documents" ADD CONSTRAINT "documents_company_id_uploaded_by_fkey" FOREIGN KEY ("company_id", "uploaded_by") REFERENCES "users"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_up_drafts" ADD CONSTRAINT "follow_up_drafts_company_id_contact_card_id_fkey" FOREIGN KEY ("company_id", "contact_card_id") REFERENCES "contact_cards"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_up_drafts" ADD CONSTRAINT "follow_up_drafts_company_id_call_id_fkey" FOREIGN KEY ("company_id", "call_id") REFERENCES "calls"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_up_drafts" ADD CONSTRAINT "follow_up_drafts_company_id_appointment_id_fkey" FOREIGN KEY ("company_id", "appointment_id") REFERENCES "appointments"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_up_drafts" ADD CONSTRAINT "follow_up_drafts_company_id_generated_for_fkey" FOREIGN KEY ("company_id", "generated_for") REFERENCES "users"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_up_drafts" ADD CONSTRAINT "follow_up_drafts_company_id_approved_by_fkey" FOREIGN KEY ("company_id", "approved_by") REFERENCES "users"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "personal_otto_jobs" ADD CONSTRAINT "personal_otto_jobs_company_id_rep_id_fkey" FOREIGN KEY ("company_id", "rep_id") REFERENCES "users"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------
-- Part 2: what Prisma cannot say.

-- One open invitation of a person to a company.
CREATE UNIQUE INDEX "invitations_one_open_per_email" ON "invitations" ("company_id", "email")
  WHERE "status" = 'sent';
ALTER TABLE "invitations" ADD CHECK ("email" = lower("email"));

-- The same file in the same category is one document, until it is deleted.
CREATE UNIQUE INDEX "documents_one_per_content" ON "documents" ("company_id", "sha256", "category")
  WHERE "deleted_at" IS NULL;

-- What the schedule of due drafts and the expiry look for.
CREATE INDEX "follow_up_drafts_expiring" ON "follow_up_drafts" ("expires_at") WHERE "status" = 'pending';
CREATE INDEX "follow_up_drafts_due" ON "follow_up_drafts" ("scheduled_send_time") WHERE "status" = 'approved';

ALTER TABLE "invitations" ADD CHECK ("role" IN ('manager', 'csr', 'sales_rep'));
ALTER TABLE "invitations" ADD CHECK ("status" IN ('sent', 'accepted', 'revoked'));
ALTER TABLE "invitations" ADD CHECK (("status" = 'accepted') = ("accepted_at" IS NOT NULL));

ALTER TABLE "documents" ADD CHECK ("category" IN ('sop', 'training', 'reference', 'policy', 'script',
  'objection_handler', 'product_info', 'faq'));
ALTER TABLE "documents" ADD CHECK ("role_target" IN ('manager', 'csr', 'sales_rep'));
ALTER TABLE "documents" ADD CHECK ("status" IN ('pending', 'processing', 'done', 'failed', 'deleted'));
ALTER TABLE "documents" ADD CHECK (("status" = 'deleted') = ("deleted_at" IS NOT NULL));
ALTER TABLE "documents" ADD CHECK ("status" <> 'done' OR "indexed_at" IS NOT NULL);
ALTER TABLE "documents" ADD CHECK ("sha256" ~ '^[0-9a-f]{64}$');
ALTER TABLE "documents" ADD CHECK ("size_bytes" >= 0 AND "chunk_count" >= 0 AND "retry_count" >= 0);

ALTER TABLE "follow_up_drafts" ADD CHECK ("generated_by" IN ('personal_clone', 'generic_ai', 'template'));
ALTER TABLE "follow_up_drafts" ADD CHECK ("draft_type" IN ('sms', 'email', 'call_script'));
ALTER TABLE "follow_up_drafts" ADD CHECK ("status" IN ('pending', 'approved', 'sent', 'rejected', 'expired'));
ALTER TABLE "follow_up_drafts" ADD CHECK ("call_id" IS NULL OR "appointment_id" IS NULL);
ALTER TABLE "follow_up_drafts" ADD CHECK ("draft_text" <> '');
ALTER TABLE "follow_up_drafts" ADD CHECK ("expires_at" > "created_at");
ALTER TABLE "follow_up_drafts" ADD CHECK ("status" <> 'sent' OR "sent_at" IS NOT NULL);

ALTER TABLE "personal_otto_jobs" ADD CHECK ("kind" IN ('ingest', 'train'));
ALTER TABLE "personal_otto_jobs" ADD CHECK ("status" IN ('pending', 'running', 'succeeded', 'failed'));
ALTER TABLE "personal_otto_jobs" ADD CHECK ("progress_percent" BETWEEN 0 AND 100);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['invitations', 'documents', 'follow_up_drafts', 'personal_otto_jobs']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO otto_tenant', name);
    EXECUTE format('CREATE POLICY own_rows ON %I TO otto_tenant USING (company_id = otto_company_id()) '
      'WITH CHECK (company_id = otto_company_id())', name);
  END LOOP;
END
$$;
