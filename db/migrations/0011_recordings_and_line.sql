CREATE TABLE "line_services" (
	"tenant_id" uuid NOT NULL,
	"service" text NOT NULL,
	"state" text DEFAULT 'up' NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"successes" integer DEFAULT 0 NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"checked_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"next_probe_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"error" text,
	CONSTRAINT "line_services_tenant_id_service_pk" PRIMARY KEY("tenant_id","service")
);
--> statement-breakpoint
CREATE TABLE "vendor_removals" (
	"tenant_id" uuid NOT NULL,
	"copy" text NOT NULL,
	"external_id" text NOT NULL,
	"vendor_account" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"done_at" timestamp (3) with time zone,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "vendor_removals_tenant_id_copy_external_id_pk" PRIMARY KEY("tenant_id","copy","external_id")
);
--> statement-breakpoint
ALTER TABLE "tenants" ALTER COLUMN "recording_notice" DROP DEFAULT;--> statement-breakpoint
-- Whose greetings had to say it is told in so many words now; everybody else follows their country.
ALTER TABLE "tenants" ALTER COLUMN "recording_notice" SET DATA TYPE text USING CASE WHEN "recording_notice" THEN 'inform' ELSE 'by_country' END;--> statement-breakpoint
ALTER TABLE "tenants" ALTER COLUMN "recording_notice" SET DEFAULT 'by_country';--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "recording_sid" text;--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "channels" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "model_uses" ALTER COLUMN "call_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "model_uses" ADD COLUMN "is_estimated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "model_uses" ADD COLUMN "is_house_key" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "recording_retention_days" integer;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "deletes_vendor_recordings" boolean DEFAULT true NOT NULL;--> statement-breakpoint
-- Nobody asked for copies to be deleted that are there already.
UPDATE "tenants" SET "deletes_vendor_recordings" = false;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "recordings_downloaded_by" text DEFAULT 'admin' NOT NULL;--> statement-breakpoint
ALTER TABLE "line_services" ADD CONSTRAINT "line_services_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_removals" ADD CONSTRAINT "vendor_removals_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "line_services_due" ON "line_services" USING btree ("next_probe_at");--> statement-breakpoint
CREATE INDEX "vendor_removals_due" ON "vendor_removals" USING btree ("next_attempt_at") WHERE "vendor_removals"."done_at" is null;--> statement-breakpoint
CREATE INDEX "calls_answered_by" ON "calls" USING btree ("tenant_id","answered_by","started_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "calls"."answered_by" is not null;--> statement-breakpoint
CREATE INDEX "call_analyses_resting" ON "call_analyses" USING btree ("tenant_id","call_id") WHERE "call_analyses"."state" = 'pending' and "call_analyses"."next_attempt_at" is null;--> statement-breakpoint
CREATE INDEX "model_uses_house" ON "model_uses" USING btree ("tenant_id","at") WHERE "model_uses"."is_house_key";--> statement-breakpoint
CREATE INDEX "recordings_created" ON "recordings" USING btree ("tenant_id","created_at");