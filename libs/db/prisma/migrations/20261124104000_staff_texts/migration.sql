-- CreateTable
CREATE TABLE "staff_texts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "appointment_id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'held',
    "error_code" TEXT,
    "provider_message_id" TEXT,
    "sending_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_texts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "staff_texts_company_id_dedupe_key_key" ON "staff_texts"("company_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "staff_texts_company_id_sending_at_idx" ON "staff_texts"("company_id", "sending_at");

-- AddForeignKey
ALTER TABLE "staff_texts" ADD CONSTRAINT "staff_texts_company_id_user_id_fkey" FOREIGN KEY ("company_id", "user_id") REFERENCES "users"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_texts" ADD CONSTRAINT "staff_texts_company_id_appointment_id_fkey" FOREIGN KEY ("company_id", "appointment_id") REFERENCES "appointments"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------
-- Part 2: what Prisma cannot say.

-- The states are those of `messages`, as far as a text gets without its status webhooks.
ALTER TABLE "staff_texts" ADD CHECK ("status" IN ('held', 'sending', 'sent', 'unknown', 'failed'));
ALTER TABLE "staff_texts" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "staff_texts" TO otto_tenant;
CREATE POLICY own_rows ON "staff_texts" TO otto_tenant USING (company_id = otto_company_id())
  WITH CHECK (company_id = otto_company_id());
