-- The second wall for the tables of 0007, as 0002_walls.sql built it for the first ones.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['advisors', 'advisor_absences', 'transfers', 'transfer_attempts', 'message_notes', 'notices',
                              'recording_fetches', 'sentences', 'hold_tracks'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I TO centralita_app USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO centralita_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- What a member wrote about a message stays as it was written.
REVOKE UPDATE ON message_notes FROM centralita_app;
--> statement-breakpoint
-- Twilio speaks of an advisor's telephone by the id of the attempt, before the tenant is known; workers look after open transfers of all
-- businesses. Why somebody called, what was noted and who was rung stays inside the business.
CREATE POLICY system ON transfers TO centralita_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT (tenant_id, id, call_id, status, requested_at, ended_at, caller_sent_at, caller_arrived_at) ON transfers TO centralita_system;
--> statement-breakpoint
CREATE POLICY system ON transfer_attempts TO centralita_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT (tenant_id, id, transfer_id, twilio_call_sid, is_settled) ON transfer_attempts TO centralita_system;
--> statement-breakpoint
-- Workers look for what is due of all businesses, and say first that they are at it; what it says they read inside the business.
CREATE POLICY system ON messages TO centralita_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT (tenant_id, id, call_id, due_at, done_at, overdue_told_at, transcript_state, transcript_attempts, transcript_next_at),
  UPDATE (transcript_attempts, transcript_next_at) ON messages TO centralita_system;
--> statement-breakpoint
CREATE POLICY system ON notices TO centralita_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT (tenant_id, id, status, attempts, next_attempt_at), UPDATE (attempts, next_attempt_at) ON notices TO centralita_system;
--> statement-breakpoint
CREATE POLICY system ON recording_fetches TO centralita_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT (tenant_id, recording_sid, attempts, next_attempt_at, done_at), UPDATE (attempts, next_attempt_at)
  ON recording_fetches TO centralita_system;
