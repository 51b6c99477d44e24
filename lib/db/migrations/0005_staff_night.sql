ALTER TABLE "announcements" DROP CONSTRAINT "announcements_times";--> statement-breakpoint
ALTER TABLE "license_decisions" ADD COLUMN "browser_family" text;--> statement-breakpoint
CREATE INDEX "license_decisions_day" ON "license_decisions" USING btree ("event_day_id","decided_at");--> statement-breakpoint
CREATE INDEX "playback_sessions_watching" ON "playback_sessions" USING btree ("event_day_id","last_beat_at") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "orders_event" ON "orders" USING btree ("event_id","created_at","id");--> statement-breakpoint
CREATE INDEX "staff_acts_event" ON "staff_acts" USING btree ("event_id","acted_at");--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_times" CHECK ("announcements"."starts_at" <= "announcements"."ends_at");