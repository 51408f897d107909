-- AlterTable
ALTER TABLE "appointments" ADD COLUMN "assigned_at" TIMESTAMPTZ(3),
ADD COLUMN "assigned_by" TEXT;

-- AlterTable
ALTER TABLE "leads" ADD COLUMN "assigned_at" TIMESTAMPTZ(3),
ADD COLUMN "assigned_by" TEXT,
ADD COLUMN "requested_by_rep_ids" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "rep_assignment_history" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "lead_id" UUID,
    "appointment_id" UUID,
    "rep_id" TEXT NOT NULL,
    "assigned_by" TEXT,
    "assignment_type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3),
    "assigned_at" TIMESTAMPTZ(3),
    "notes" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rep_assignment_history_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "rep_assignment_history_lead_id_created_at_idx" ON "rep_assignment_history"("lead_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "rep_assignment_history_appointment_id_created_at_idx" ON "rep_assignment_history"("appointment_id", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "rep_assignment_history" ADD CONSTRAINT "rep_assignment_history_company_id_lead_id_fkey" FOREIGN KEY ("company_id", "lead_id") REFERENCES "leads"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rep_assignment_history" ADD CONSTRAINT "rep_assignment_history_company_id_appointment_id_fkey" FOREIGN KEY ("company_id", "appointment_id") REFERENCES "appointments"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rep_assignment_history" ADD CONSTRAINT "rep_assignment_history_company_id_rep_id_fkey" FOREIGN KEY ("company_id", "rep_id") REFERENCES "users"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------
-- Part 2: what Prisma cannot say.

ALTER TABLE "leads" ADD CHECK ("pool_status" IN ('in_pool', 'assigned', 'closed', 'archived'));
ALTER TABLE "appointments" ADD CHECK ("outcome_source" IN ('rep', 'shunya'));
ALTER TABLE "rep_assignment_history" ADD CHECK ("assignment_type" IN
  ('requested', 'assigned', 'declined', 'revoked', 'unassigned', 'claimed', 'unclaimed'));
ALTER TABLE "rep_assignment_history" ADD CHECK ("status" IN ('requested', 'assigned', 'declined', 'revoked'));
ALTER TABLE "rep_assignment_history" ADD CHECK ("lead_id" IS NOT NULL OR "appointment_id" IS NOT NULL);

ALTER TABLE "rep_assignment_history" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "rep_assignment_history" TO otto_tenant;
CREATE POLICY own_rows ON "rep_assignment_history" TO otto_tenant
  USING (company_id = otto_company_id()) WITH CHECK (company_id = otto_company_id());
