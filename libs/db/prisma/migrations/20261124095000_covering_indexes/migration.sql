-- Lists filter, count and order by these alone. Rows of one company lie scattered over the table, so
-- that every row that has to be fetched to be filtered is a page of its own.
CREATE INDEX "calls_to_list" ON "calls" ("company_id", "started_at", "id")
  INCLUDE ("status", "missed", "call_type", "owner_id", "assigned_rep_id", "contact_card_id");
CREATE INDEX "calls_of_owner_to_list" ON "calls" ("company_id", "owner_id", "started_at", "id")
  INCLUDE ("call_type", "status", "missed", "contact_card_id");
CREATE INDEX "analyses_of_calls_to_list" ON "analyses" ("company_id", "call_id")
  INCLUDE ("booking_status", "id");
CREATE INDEX "analysis_objections_to_list" ON "analysis_objections" ("company_id", "analysis_id")
  INCLUDE ("key", "label");

-- In the order of their list, newest first.
CREATE INDEX "key_signals_to_list" ON "key_signals" ("company_id", "created_at", "id")
  INCLUDE ("acknowledged");
