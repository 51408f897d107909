-- Times that are none would mean no quiet hours at all.
UPDATE "companies" SET "quiet_hours_start" = '21:00'
  WHERE "quiet_hours_start" !~ '^([01][0-9]|2[0-3]):[0-5][0-9]$';
UPDATE "companies" SET "quiet_hours_end" = '08:00'
  WHERE "quiet_hours_end" !~ '^([01][0-9]|2[0-3]):[0-5][0-9]$';
ALTER TABLE "companies" ADD CHECK ("quiet_hours_start" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
  AND "quiet_hours_end" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
