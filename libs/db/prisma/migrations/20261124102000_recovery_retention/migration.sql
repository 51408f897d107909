-- ---------------------------------------------------------------------------------------------
-- What Prisma cannot say.

-- What is looked through every hour, of all companies: ended recoveries that still hold what must go.
CREATE INDEX "missed_call_entries_kept" ON "missed_call_entries" ("data_retention_expires_at")
  WHERE "data_retention_expires_at" IS NOT NULL;
