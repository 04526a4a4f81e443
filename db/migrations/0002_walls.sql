-- The second wall (DESIGN §12). Two roles, neither of which bypasses row-level security:
--   centralita_app     sees one tenant: the one named by app.tenant_id in this transaction; nothing when none is named.
--   centralita_system  opens the doors at which the tenant is not known yet (db/queries/unscoped.ts): sign-in, webhooks, sweeps.
GRANT USAGE ON SCHEMA public TO centralita_app, centralita_system;
--> statement-breakpoint
CREATE FUNCTION current_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid);
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['memberships', 'invitations', 'accounts', 'agents', 'numbers', 'audit_entries', 'calls',
                              'call_events', 'turns', 'webhook_events', 'speech_clips'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I TO centralita_app USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO centralita_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON tenants TO centralita_app USING (id = (SELECT current_tenant())) WITH CHECK (id = (SELECT current_tenant()));
--> statement-breakpoint
GRANT SELECT, UPDATE ON tenants TO centralita_app;
--> statement-breakpoint
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
-- People are seen only by businesses they belong to; never their password.
CREATE POLICY colleague ON users FOR SELECT TO centralita_app
  USING (EXISTS (SELECT FROM memberships WHERE memberships.user_id = users.id AND memberships.tenant_id = (SELECT current_tenant())));
--> statement-breakpoint
GRANT SELECT (id, email, name, created_at) ON users TO centralita_app;
--> statement-breakpoint
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE attempts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
-- What was recorded stays as it was recorded.
REVOKE UPDATE, DELETE ON call_events, audit_entries FROM centralita_app;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['tenants', 'users', 'memberships', 'sessions', 'attempts', 'invitations', 'accounts', 'agents',
                              'numbers', 'calls'] LOOP
    EXECUTE format('CREATE POLICY system ON %I TO centralita_system USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT ON %I TO centralita_system', name);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT INSERT, UPDATE ON users, tenants, memberships, invitations, sessions, attempts TO centralita_system;
--> statement-breakpoint
GRANT DELETE ON sessions, attempts TO centralita_system;
--> statement-breakpoint
-- A heartbeat belongs to the bridge, which carries the calls of many tenants.
GRANT UPDATE (bridge_seen_at) ON calls TO centralita_system;
--> statement-breakpoint
-- Search (@@ is not leakproof, so under a policy its index would go unused). The function runs as its owner, which the
-- policies do not bind, and therefore names the tenant itself.
CREATE FUNCTION search_calls(query text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    SELECT DISTINCT call_id FROM turns
    WHERE tenant_id = current_tenant()
      AND (search @@ (websearch_to_tsquery('centralita_es', query) || websearch_to_tsquery('centralita_en', query))
        -- A single word may be unfinished: somebody is still typing it.
        OR search @@ CASE WHEN query ~ '^\w{3,}$' THEN to_tsquery('simple', unaccent(lower(query)) || ':*') END)
    LIMIT 5000
  $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION search_calls(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_calls(text) TO centralita_app;
