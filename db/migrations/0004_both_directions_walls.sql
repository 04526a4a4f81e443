-- The second wall for the tables of 0003, as 0002_walls.sql built it for the first ones.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['agent_versions', 'recordings', 'api_keys', 'health_reports'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I TO centralita_app USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO centralita_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- What an agent was stays as it was.
REVOKE UPDATE, DELETE ON agent_versions FROM centralita_app;
--> statement-breakpoint
-- A key opens the door before the tenant is known.
CREATE POLICY system ON api_keys TO centralita_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, UPDATE (last_used_at) ON api_keys TO centralita_system;
--> statement-breakpoint
-- Whoever asks a vendor about calls without news says so on the row first, so that two workers do not ask the same.
GRANT UPDATE (watched_at, report_asked_at, report_attempts, priced_at) ON calls TO centralita_system;
