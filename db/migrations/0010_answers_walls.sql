-- The second wall for the tables of 0009, as 0002_walls.sql built it for the first ones.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['replies', 'reply_sentences', 'model_uses', 'call_analyses'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I TO centralita_app USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO centralita_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Workers take away the sound of calls that are long over, of all businesses.
CREATE POLICY system ON reply_sentences TO centralita_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT (tenant_id, created_at), DELETE ON reply_sentences TO centralita_system;
--> statement-breakpoint
-- Workers look for calls that are to be analysed, and say first that they are at it; what is found stays inside the business.
CREATE POLICY system ON call_analyses TO centralita_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT (tenant_id, call_id, state, attempts, next_attempt_at), UPDATE (attempts, next_attempt_at) ON call_analyses TO centralita_system;
