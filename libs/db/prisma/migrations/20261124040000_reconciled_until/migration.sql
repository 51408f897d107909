-- AlterTable
ALTER TABLE "company_integrations" ADD COLUMN "reconciled_until" TIMESTAMPTZ(3);
