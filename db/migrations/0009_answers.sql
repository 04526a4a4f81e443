CREATE TABLE "call_analyses" (
	"tenant_id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"source" text,
	"findings" jsonb,
	"contradictions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"corrections" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"corrected_by" text,
	"corrected_at" timestamp (3) with time zone,
	"error" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"analysed_at" timestamp (3) with time zone,
	"model" text,
	"cost_usd" numeric,
	CONSTRAINT "call_analyses_tenant_id_call_id_pk" PRIMARY KEY("tenant_id","call_id")
);
--> statement-breakpoint
CREATE TABLE "model_uses" (
	"tenant_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"call_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"model" text NOT NULL,
	"input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"cost_usd" numeric,
	"is_failure" boolean DEFAULT false NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_uses_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "replies" (
	"tenant_id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"heard" text,
	"fixed_text" text,
	"next" text DEFAULT 'listen' NOT NULL,
	"turn_position" integer,
	"misses" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"fetched_at" timestamp (3) with time zone,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "replies_tenant_id_call_id_position_pk" PRIMARY KEY("tenant_id","call_id","position")
);
--> statement-breakpoint
CREATE TABLE "reply_sentences" (
	"tenant_id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"reply_position" integer NOT NULL,
	"index" integer NOT NULL,
	"text" text NOT NULL,
	"audio" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reply_sentences_tenant_id_call_id_reply_position_index_pk" PRIMARY KEY("tenant_id","call_id","reply_position","index")
);
--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "voice_settings" jsonb DEFAULT '{"stability":0.5,"similarityBoost":0.75,"speed":1}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "model" text;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "ring_seconds" integer;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "speech_timeout_seconds" integer;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "machine_action" text DEFAULT 'hang_up' NOT NULL;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "machine_message" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "cost_openai_usd" numeric;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "answered_by" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "qualification_score" integer;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "sentiment" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "intent" text;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "forbidden_phrases" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "analysis_fields" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "analyses_sentiment" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "call_analyses" ADD CONSTRAINT "call_analyses_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_analyses" ADD CONSTRAINT "call_analyses_call_fk" FOREIGN KEY ("tenant_id","call_id") REFERENCES "public"."calls"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_uses" ADD CONSTRAINT "model_uses_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_uses" ADD CONSTRAINT "model_uses_call_fk" FOREIGN KEY ("tenant_id","call_id") REFERENCES "public"."calls"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_call_fk" FOREIGN KEY ("tenant_id","call_id") REFERENCES "public"."calls"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_sentences" ADD CONSTRAINT "reply_sentences_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_sentences" ADD CONSTRAINT "reply_sentences_reply_fk" FOREIGN KEY ("tenant_id","call_id","reply_position") REFERENCES "public"."replies"("tenant_id","call_id","position") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_analyses_due" ON "call_analyses" USING btree ("next_attempt_at") WHERE "call_analyses"."next_attempt_at" is not null;--> statement-breakpoint
CREATE INDEX "model_uses_call" ON "model_uses" USING btree ("tenant_id","call_id");--> statement-breakpoint
CREATE INDEX "reply_sentences_created" ON "reply_sentences" USING btree ("created_at");