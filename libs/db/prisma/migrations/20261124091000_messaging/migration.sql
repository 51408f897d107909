-- CreateTable
CREATE TABLE "sms_consents" (
    "company_id" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "keyword" TEXT,
    "source" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sms_consents_pkey" PRIMARY KEY ("company_id","phone")
);

-- CreateTable
CREATE TABLE "message_templates" (
    "company_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "subject" TEXT,
    "body" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_templates_pkey" PRIMARY KEY ("company_id","key")
);

-- CreateTable
CREATE TABLE "spend_caps" (
    "company_id" TEXT NOT NULL,
    "texts_per_phone" INTEGER NOT NULL DEFAULT 6,
    "texts_per_company" INTEGER NOT NULL DEFAULT 1000,

    CONSTRAINT "spend_caps_pkey" PRIMARY KEY ("company_id")
);

-- AlterTable
ALTER TABLE "messages" ADD COLUMN "lead_id" UUID,
  ADD COLUMN "customer_phone" TEXT,
  ADD COLUMN "company_phone" TEXT,
  ADD COLUMN "sending_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "follow_up_drafts" ADD COLUMN "error_code" TEXT,
  ADD COLUMN "sending_at" TIMESTAMPTZ(3);

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_company_id_lead_id_fkey" FOREIGN KEY ("company_id", "lead_id") REFERENCES "leads"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------
-- Part 2: what Prisma cannot say.

ALTER TABLE "sms_consents" ADD CHECK ("state" IN ('opted_in', 'opted_out'));
ALTER TABLE "sms_consents" ADD CHECK ("source" IN ('keyword', 'wording', 'carrier', 'staff'));
ALTER TABLE "sms_consents" ADD CHECK ("phone" ~ '^\+[0-9]{8,15}$');
ALTER TABLE "message_templates" ADD CHECK ("key" IN ('missed_call_1', 'missed_call_2', 'missed_call_3',
  'welcome', 'help', 'follow_up_sms', 'follow_up_email', 'follow_up_script'));
ALTER TABLE "message_templates" ADD CHECK (btrim("body") <> '');
ALTER TABLE "spend_caps" ADD CHECK ("texts_per_phone" >= 0 AND "texts_per_company" >= 0);

-- `sending` was handed to the provider, or is about to be; `held` certainly did not go out and may
-- be sent again with the same key.
ALTER TABLE "messages" DROP CONSTRAINT "messages_status_check";
ALTER TABLE "messages" ADD CONSTRAINT "messages_status_check" CHECK ("status" IN ('sending', 'held', 'queued',
  'unknown', 'sent', 'delivered', 'undelivered', 'failed', 'received'));

-- What the guard counts, and what is looked for at the provider.
CREATE INDEX "messages_company_outbound" ON "messages" ("company_id", "created_at") WHERE "direction" = 'outbound';
CREATE INDEX "messages_in_doubt" ON "messages" ("sending_at") WHERE "status" IN ('sending', 'unknown');

ALTER TABLE "follow_up_drafts" DROP CONSTRAINT "follow_up_drafts_status_check";
ALTER TABLE "follow_up_drafts" ADD CONSTRAINT "follow_up_drafts_status_check" CHECK ("status" IN ('pending',
  'approved', 'sending', 'sent', 'rejected', 'expired', 'failed', 'unknown'));

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['sms_consents', 'message_templates', 'spend_caps']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO otto_tenant', name);
    EXECUTE format('CREATE POLICY own_rows ON %I TO otto_tenant USING (company_id = otto_company_id()) '
      'WITH CHECK (company_id = otto_company_id())', name);
  END LOOP;
END
$$;
