DROP INDEX "license_decisions_day";--> statement-breakpoint
ALTER TABLE "license_decisions" ADD COLUMN "last_decided_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
UPDATE "license_decisions" SET "last_decided_at" = "decided_at";--> statement-breakpoint
CREATE INDEX "license_decisions_day" ON "license_decisions" USING btree ("event_day_id","last_decided_at");