CREATE TABLE "announcements" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"severity" text NOT NULL,
	"audience" text NOT NULL,
	"text" jsonb NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "announcements_times" CHECK ("announcements"."starts_at" < "announcements"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "qoe_minutes" (
	"session_id" text NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"event_day_id" text NOT NULL,
	"viewer_id" text,
	"browser_family" text NOT NULL,
	"weight" integer DEFAULT 1 NOT NULL,
	"played_ms" integer DEFAULT 0 NOT NULL,
	"stalls" integer DEFAULT 0 NOT NULL,
	"stalled_ms" integer DEFAULT 0 NOT NULL,
	"bitrate_kbps" integer,
	"dropped_frames" integer DEFAULT 0 NOT NULL,
	"startup" jsonb,
	"problems" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "qoe_minutes_session_id_minute_pk" PRIMARY KEY("session_id","minute")
);
--> statement-breakpoint
CREATE TABLE "readiness_passes" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"browser" text NOT NULL,
	"event_id" text NOT NULL,
	"viewer_id" text,
	"device" text NOT NULL,
	"verdict" text NOT NULL,
	"checks" jsonb NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "readiness_passes_browser" UNIQUE("browser","event_id")
);
--> statement-breakpoint
CREATE TABLE "screen_links" (
	"id" text PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"browser" text NOT NULL,
	"device" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"viewer_id" text,
	"event_day_id" text,
	"confirmed_at" timestamp with time zone,
	"collected_at" timestamp with time zone,
	CONSTRAINT "screen_links_code_hash_unique" UNIQUE("code_hash"),
	CONSTRAINT "screen_links_confirmed" CHECK (("screen_links"."confirmed_at" is null) = ("screen_links"."viewer_id" is null) and ("screen_links"."viewer_id" is null) = ("screen_links"."event_day_id" is null))
);
--> statement-breakpoint
DROP INDEX "playback_sessions_one_open";--> statement-breakpoint
ALTER TABLE "event_days" ADD COLUMN "archive_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "event_days" ADD COLUMN "hls_manifest_url" text;--> statement-breakpoint
ALTER TABLE "event_days" ADD COLUMN "backup_origin" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "viewing_policy" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "screens" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "playback_sessions" ADD COLUMN "slot" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "playback_sessions" ADD COLUMN "browser" text;--> statement-breakpoint
ALTER TABLE "playback_sessions" ADD COLUMN "mark" text;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qoe_minutes" ADD CONSTRAINT "qoe_minutes_event_day_id_event_days_id_fk" FOREIGN KEY ("event_day_id") REFERENCES "public"."event_days"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qoe_minutes" ADD CONSTRAINT "qoe_minutes_viewer_id_viewers_id_fk" FOREIGN KEY ("viewer_id") REFERENCES "public"."viewers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readiness_passes" ADD CONSTRAINT "readiness_passes_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readiness_passes" ADD CONSTRAINT "readiness_passes_viewer_id_viewers_id_fk" FOREIGN KEY ("viewer_id") REFERENCES "public"."viewers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screen_links" ADD CONSTRAINT "screen_links_viewer_id_viewers_id_fk" FOREIGN KEY ("viewer_id") REFERENCES "public"."viewers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screen_links" ADD CONSTRAINT "screen_links_event_day_id_event_days_id_fk" FOREIGN KEY ("event_day_id") REFERENCES "public"."event_days"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcements_event" ON "announcements" USING btree ("event_id","ends_at");--> statement-breakpoint
CREATE INDEX "qoe_minutes_day" ON "qoe_minutes" USING btree ("event_day_id","minute");--> statement-breakpoint
CREATE INDEX "qoe_minutes_viewer" ON "qoe_minutes" USING btree ("viewer_id","minute");--> statement-breakpoint
CREATE INDEX "readiness_passes_code" ON "readiness_passes" USING btree ("code");--> statement-breakpoint
CREATE INDEX "readiness_passes_viewer" ON "readiness_passes" USING btree ("viewer_id","event_id");--> statement-breakpoint
CREATE INDEX "screen_links_expires" ON "screen_links" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "playback_sessions_one_open_per_slot" ON "playback_sessions" USING btree ("viewer_id","event_day_id","slot") WHERE closed_at is null;--> statement-breakpoint
ALTER TABLE "playback_sessions" ADD CONSTRAINT "playback_sessions_mark_unique" UNIQUE("mark");--> statement-breakpoint
ALTER TABLE "event_days" ADD CONSTRAINT "event_days_archive" CHECK ("event_days"."archive_until" > "event_days"."ends_at");--> statement-breakpoint
ALTER TABLE "ticket_types" ADD CONSTRAINT "ticket_types_screens" CHECK ("ticket_types"."screens" between 1 and 5);