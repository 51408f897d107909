-- CreateTable
CREATE TABLE "idempotency_records" (
    "company_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "status_code" INTEGER,
    "response_body" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_records_pkey" PRIMARY KEY ("company_id","user_id","method","path","key")
);

-- CreateIndex
CREATE INDEX "idempotency_records_expires_at_idx" ON "idempotency_records"("expires_at");

-- AddForeignKey
ALTER TABLE "idempotency_records" ADD CONSTRAINT "idempotency_records_company_id_user_id_fkey" FOREIGN KEY ("company_id", "user_id") REFERENCES "users"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------
-- Part 2: what Prisma cannot say.

ALTER TABLE "idempotency_records" ADD CHECK ("state" IN ('in_progress', 'done'));
ALTER TABLE "idempotency_records" ADD CHECK (length("key") BETWEEN 10 AND 255);
-- What is done has its answer; what is not has an end to waiting for it.
ALTER TABLE "idempotency_records" ADD CHECK (
  ("state" = 'done') = ("status_code" IS NOT NULL AND "response_body" IS NOT NULL));
ALTER TABLE "idempotency_records" ADD CHECK (("state" = 'in_progress') = ("lease_until" IS NOT NULL));

ALTER TABLE "idempotency_records" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "idempotency_records" TO otto_tenant;
CREATE POLICY own_rows ON "idempotency_records" TO otto_tenant
  USING (company_id = otto_company_id()) WITH CHECK (company_id = otto_company_id());
