-- Both tables belong to the system: tenants have no right to them.

-- CreateTable
CREATE TABLE "clerk_objects" (
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "user_id" TEXT,
    "org_id" TEXT,
    "data" JSONB NOT NULL,
    "deleted" BOOLEAN NOT NULL DEFAULT false,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clerk_objects_pkey" PRIMARY KEY ("kind","id")
);

-- CreateTable
CREATE TABLE "request_budgets" (
    "id" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "filled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "request_budgets_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "clerk_objects_user_id_idx" ON "clerk_objects"("user_id");

-- CreateIndex
CREATE INDEX "clerk_objects_org_id_idx" ON "clerk_objects"("org_id");

-- ---------------------------------------------------------------------------------------------
-- Part 2: what Prisma cannot say.

ALTER TABLE "clerk_objects" ADD CHECK ("kind" IN ('user', 'organization', 'membership', 'invitation'));
ALTER TABLE "request_budgets" ADD CHECK ("tokens" >= 0);
