-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "company_id" TEXT NOT NULL,
    "contact_card_id" UUID NOT NULL,
    "call_id" UUID,
    "direction" TEXT NOT NULL,
    "sender_role" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "media_urls" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_message_id" TEXT,
    "status" TEXT NOT NULL,
    "error_code" TEXT,
    "dedupe_key" TEXT,
    "read_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "messages_contact_card_id_created_at_idx" ON "messages"("contact_card_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "messages_company_id_id_key" ON "messages"("company_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "messages_provider_provider_message_id_key" ON "messages"("provider", "provider_message_id");

-- CreateIndex
CREATE UNIQUE INDEX "messages_company_id_dedupe_key_key" ON "messages"("company_id", "dedupe_key");

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_company_id_contact_card_id_fkey" FOREIGN KEY ("company_id", "contact_card_id") REFERENCES "contact_cards"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_company_id_call_id_fkey" FOREIGN KEY ("company_id", "call_id") REFERENCES "calls"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------
-- Part 2: what Prisma cannot say.

ALTER TABLE "messages" ADD CHECK ("direction" IN ('inbound', 'outbound'));
ALTER TABLE "messages" ADD CHECK ("sender_role" IN ('customer', 'csr', 'rep', 'manager', 'otto', 'shunya'));
ALTER TABLE "messages" ADD CHECK (("direction" = 'inbound') = ("sender_role" = 'customer'));
ALTER TABLE "messages" ADD CHECK ("type" IN ('manual', 'automated'));
ALTER TABLE "messages" ADD CHECK ("provider" IN ('callrail', 'twilio'));
-- `unknown` is a text whose sending got no answer: it may have gone out.
ALTER TABLE "messages" ADD CHECK ("status" IN ('queued', 'unknown', 'sent', 'delivered', 'undelivered', 'failed', 'received'));
ALTER TABLE "messages" ADD CHECK (("direction" = 'inbound') = ("status" = 'received'));

ALTER TABLE "messages" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "messages" TO otto_tenant;
CREATE POLICY own_rows ON "messages" TO otto_tenant
  USING (company_id = otto_company_id()) WITH CHECK (company_id = otto_company_id());
