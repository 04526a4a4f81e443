-- The second wall for the tables of 0005, as 0002_walls.sql built it for the first ones.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['contacts', 'contact_numbers', 'consents', 'do_not_call_numbers', 'contact_imports', 'contact_import_faults',
                              'staff', 'services', 'staff_services', 'closures', 'appointments', 'appointment_events', 'calendar_feeds',
                              'tool_uses', 'messages', 'webhook_endpoints', 'webhook_deliveries'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I TO centralita_app USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO centralita_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- What somebody agreed to, and what happened to an appointment, stays as it was recorded. Two contacts that turn out to be one person
-- bring their decisions together, and a call that is erased leaves its number out of the history: so these columns may change.
REVOKE UPDATE, DELETE ON consents, appointment_events FROM centralita_app;
--> statement-breakpoint
GRANT UPDATE (contact_id, call_id) ON consents TO centralita_app;
--> statement-breakpoint
GRANT UPDATE (call_id) ON appointment_events TO centralita_app;
--> statement-breakpoint
-- One member of staff is in one place at a time. What was cancelled, and who did not come, hold no time.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
ALTER TABLE appointments ADD CONSTRAINT appointments_no_overlap
  EXCLUDE USING gist (tenant_id WITH =, staff_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
  WHERE (status NOT IN ('cancelled', 'no_show'));
--> statement-breakpoint
-- Workers look for work of all businesses; what it is they read inside the business it belongs to.
CREATE POLICY system ON contact_imports TO centralita_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT (tenant_id, id, status, created_at, seen_at, file_deleted_at) ON contact_imports TO centralita_system;
--> statement-breakpoint
CREATE POLICY system ON webhook_deliveries TO centralita_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT (tenant_id, id, endpoint_id, status, attempts, next_attempt_at), UPDATE (attempts, next_attempt_at)
  ON webhook_deliveries TO centralita_system;
--> statement-breakpoint
-- A calendar shows its token before anybody knows whose it is.
CREATE POLICY system ON calendar_feeds TO centralita_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, UPDATE (last_read_at) ON calendar_feeds TO centralita_system;
--> statement-breakpoint
-- Ids of contacts by the beginnings of words; @@ is not leakproof, so under a policy its index would go unused. The function runs as its
-- owner, which the policies do not bind, and therefore names the tenant itself.
CREATE FUNCTION search_contacts(query text, most integer) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM contacts
    WHERE tenant_id = current_tenant() AND search @@ to_tsquery('centralita_names', query)
    ORDER BY name_key, id LIMIT most
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION search_contacts(text, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_contacts(text, integer) TO centralita_app;
