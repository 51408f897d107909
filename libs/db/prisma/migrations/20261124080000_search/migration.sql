-- Search for customers by part of a name or number. Both extensions are trusted: the owner of the
-- database may create them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

CREATE INDEX "contact_cards_search" ON "contact_cards" USING gin (
  "company_id",
  (coalesce("first_name" || ' ', '') || coalesce("last_name", '')) gin_trgm_ops,
  "primary_phone" gin_trgm_ops
);

-- LIKE is not leakproof, so below row-level security no index serves it. These two run as the owner
-- of the tables and keep to the company of the transaction themselves.
CREATE FUNCTION "otto_contacts_named"(pattern text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT id FROM contact_cards WHERE company_id = otto_company_id()
      AND coalesce(first_name || ' ', '') || coalesce(last_name, '') ILIKE pattern
  $$;
CREATE FUNCTION "otto_contacts_with_phone"(pattern text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT id FROM contact_cards WHERE company_id = otto_company_id() AND primary_phone LIKE pattern
  $$;
REVOKE EXECUTE ON FUNCTION "otto_contacts_named"(text), "otto_contacts_with_phone"(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "otto_contacts_named"(text), "otto_contacts_with_phone"(text) TO otto_tenant;

-- Lists of leads, newest first.
CREATE INDEX "leads_company_id_created_at_id_idx" ON "leads"("company_id", "created_at", "id");
