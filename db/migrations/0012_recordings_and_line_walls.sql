-- The second wall for the tables of 0011, as 0002_walls.sql built it for the first ones.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['line_services', 'vendor_removals'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I TO centralita_app USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO centralita_app', name);
    EXECUTE format('CREATE POLICY system ON %I TO centralita_system USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Workers look for copies that are to be deleted, and say first that they are at it.
GRANT SELECT (tenant_id, copy, external_id, attempts, next_attempt_at, done_at), UPDATE (attempts, next_attempt_at) ON vendor_removals TO centralita_system;
--> statement-breakpoint
-- Workers ask the vendors of each business whether they are there; what came of it is written inside the business.
GRANT SELECT (tenant_id, service, state, failures, next_probe_at), INSERT (tenant_id, service, next_probe_at), UPDATE (next_probe_at) ON line_services TO centralita_system;
