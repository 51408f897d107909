-- AlterTable
ALTER TABLE "messages" ADD COLUMN "media_keys" TEXT[] DEFAULT ARRAY[]::TEXT[];
