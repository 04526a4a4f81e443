CREATE TABLE "advisor_absences" (
	"tenant_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"advisor_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "advisor_absences_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "advisor_absences_in_order" CHECK ("advisor_absences"."ends_at" > "advisor_absences"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "advisors" (
	"tenant_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"number" text NOT NULL,
	"user_id" uuid,
	"skills" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"languages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"opening_hours" jsonb,
	"priority" integer DEFAULT 1 NOT NULL,
	"is_on" boolean DEFAULT true NOT NULL,
	"email" text,
	"notify_by_email" boolean DEFAULT true NOT NULL,
	"notify_by_sms" boolean DEFAULT false NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "advisors_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "advisors_priority" CHECK ("advisors"."priority" between 1 and 9)
);
--> statement-breakpoint
CREATE TABLE "message_notes" (
	"tenant_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"message_id" uuid NOT NULL,
	"author" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "message_notes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"tenant_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"message_id" uuid NOT NULL,
	"advisor_id" uuid,
	"channel" text NOT NULL,
	"reason" text NOT NULL,
	"address" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"vendor_id" text,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "notices_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "recording_fetches" (
	"tenant_id" uuid NOT NULL,
	"recording_sid" text NOT NULL,
	"call_id" uuid NOT NULL,
	"source" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"done_at" timestamp (3) with time zone,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "recording_fetches_tenant_id_recording_sid_pk" PRIMARY KEY("tenant_id","recording_sid")
);
--> statement-breakpoint
CREATE TABLE "transfer_attempts" (
	"tenant_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"transfer_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"advisor_id" uuid,
	"number" text NOT NULL,
	"status" text DEFAULT 'dialing' NOT NULL,
	"dial_state" text DEFAULT 'pending' NOT NULL,
	"twilio_call_sid" text,
	"dialled_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"ringing_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone,
	"connected_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"telephone_end" text,
	"declined_at" timestamp (3) with time zone,
	"dropped_at" timestamp (3) with time zone,
	"error_code" text,
	"error_message" text,
	"checked_at" timestamp (3) with time zone,
	"is_settled" boolean DEFAULT false NOT NULL,
	CONSTRAINT "transfer_attempts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"tenant_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"call_id" uuid NOT NULL,
	"status" text DEFAULT 'requested' NOT NULL,
	"requested_by" text NOT NULL,
	"requester" text,
	"reason" text NOT NULL,
	"brief" text NOT NULL,
	"wanted_skill" text,
	"wanted_language" text,
	"wanted_advisor_id" uuid,
	"wanted_number" text,
	"note" text,
	"requested_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"connected_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"failure" text,
	"caller_sent_at" timestamp (3) with time zone,
	"caller_arrived_at" timestamp (3) with time zone,
	CONSTRAINT "transfers_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "hold_tracks" (
	"tenant_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"storage_key" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"duration_ms" integer NOT NULL,
	"is_licensed" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "hold_tracks_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "sentences" (
	"tenant_id" uuid NOT NULL,
	"key" text NOT NULL,
	"language" text NOT NULL,
	"text" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sentences_tenant_id_key_language_pk" PRIMARY KEY("tenant_id","key","language")
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "kind" text DEFAULT 'message' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "summary" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "advisor_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "started_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "started_by" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "recording_sid" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "recording_seconds" integer;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "transcript_state" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "transcript_attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "transcript_next_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "overdue_told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "advisor_ring_seconds" integer;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "transfer_max_attempts" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "hold_track" text;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "message_max_seconds" integer DEFAULT 120 NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "messages_email" text;--> statement-breakpoint
ALTER TABLE "advisor_absences" ADD CONSTRAINT "advisor_absences_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "advisor_absences" ADD CONSTRAINT "advisor_absences_advisor_fk" FOREIGN KEY ("tenant_id","advisor_id") REFERENCES "public"."advisors"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "advisors" ADD CONSTRAINT "advisors_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "advisors" ADD CONSTRAINT "advisors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_notes" ADD CONSTRAINT "message_notes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_notes" ADD CONSTRAINT "message_notes_message_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messages"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_message_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messages"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_advisor_fk" FOREIGN KEY ("tenant_id","advisor_id") REFERENCES "public"."advisors"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording_fetches" ADD CONSTRAINT "recording_fetches_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording_fetches" ADD CONSTRAINT "recording_fetches_call_fk" FOREIGN KEY ("tenant_id","call_id") REFERENCES "public"."calls"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_attempts" ADD CONSTRAINT "transfer_attempts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_attempts" ADD CONSTRAINT "transfer_attempts_transfer_fk" FOREIGN KEY ("tenant_id","transfer_id") REFERENCES "public"."transfers"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_attempts" ADD CONSTRAINT "transfer_attempts_advisor_fk" FOREIGN KEY ("tenant_id","advisor_id") REFERENCES "public"."advisors"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_call_fk" FOREIGN KEY ("tenant_id","call_id") REFERENCES "public"."calls"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_advisor_fk" FOREIGN KEY ("tenant_id","wanted_advisor_id") REFERENCES "public"."advisors"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hold_tracks" ADD CONSTRAINT "hold_tracks_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sentences" ADD CONSTRAINT "sentences_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "advisor_absences_advisor" ON "advisor_absences" USING btree ("tenant_id","advisor_id","ends_at");--> statement-breakpoint
CREATE INDEX "advisors_user" ON "advisors" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "advisors_number" ON "advisors" USING btree ("tenant_id","number") WHERE "advisors"."archived_at" is null;--> statement-breakpoint
CREATE INDEX "message_notes_message" ON "message_notes" USING btree ("tenant_id","message_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("tenant_id","message_id","channel","reason","address");--> statement-breakpoint
CREATE INDEX "notices_due" ON "notices" USING btree ("next_attempt_at") WHERE "notices"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "notices_vendor" ON "notices" USING btree ("tenant_id","vendor_id");--> statement-breakpoint
CREATE INDEX "recording_fetches_due" ON "recording_fetches" USING btree ("next_attempt_at") WHERE "recording_fetches"."done_at" is null;--> statement-breakpoint
CREATE INDEX "recording_fetches_call" ON "recording_fetches" USING btree ("tenant_id","call_id");--> statement-breakpoint
CREATE UNIQUE INDEX "transfer_attempts_id" ON "transfer_attempts" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "transfer_attempts_position" ON "transfer_attempts" USING btree ("tenant_id","transfer_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "transfer_attempts_sid" ON "transfer_attempts" USING btree ("twilio_call_sid");--> statement-breakpoint
CREATE INDEX "transfer_attempts_unsettled" ON "transfer_attempts" USING btree ("dialled_at") WHERE not "transfer_attempts"."is_settled";--> statement-breakpoint
CREATE INDEX "transfer_attempts_advisor" ON "transfer_attempts" USING btree ("tenant_id","advisor_id","dialled_at");--> statement-breakpoint
CREATE INDEX "transfers_call" ON "transfers" USING btree ("tenant_id","call_id","requested_at");--> statement-breakpoint
CREATE UNIQUE INDEX "transfers_open_call" ON "transfers" USING btree ("tenant_id","call_id") WHERE "transfers"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "transfers_open" ON "transfers" USING btree ("requested_at") WHERE "transfers"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "hold_tracks_created" ON "hold_tracks" USING btree ("tenant_id","created_at");--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_advisor_fk" FOREIGN KEY ("tenant_id","advisor_id") REFERENCES "public"."advisors"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "messages_advisor" ON "messages" USING btree ("tenant_id","advisor_id");--> statement-breakpoint
CREATE INDEX "messages_due" ON "messages" USING btree ("due_at") WHERE "messages"."done_at" is null and "messages"."overdue_told_at" is null;--> statement-breakpoint
CREATE INDEX "messages_transcript" ON "messages" USING btree ("transcript_next_at") WHERE "messages"."transcript_next_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_recording" ON "messages" USING btree ("tenant_id","recording_sid");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_missed" ON "messages" USING btree ("tenant_id","call_id","kind") WHERE "messages"."kind" <> 'message';