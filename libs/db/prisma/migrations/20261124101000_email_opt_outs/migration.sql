-- CreateTable
CREATE TABLE "email_opt_outs" (
    "company_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "email_opt_outs_pkey" PRIMARY KEY ("company_id","email")
);

-- ---------------------------------------------------------------------------------------------
-- Part 2: what Prisma cannot say.

ALTER TABLE "email_opt_outs" ADD CHECK ("email" = lower("email"));
ALTER TABLE "email_opt_outs" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "email_opt_outs" TO otto_tenant;
CREATE POLICY own_rows ON "email_opt_outs" TO otto_tenant USING (company_id = otto_company_id())
  WITH CHECK (company_id = otto_company_id());
