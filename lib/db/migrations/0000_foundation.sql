CREATE TABLE "event_day_keys" (
	"kid" uuid PRIMARY KEY NOT NULL,
	"event_day_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_days" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"position" integer NOT NULL,
	"title" jsonb NOT NULL,
	"program" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"access" text DEFAULT 'ticket' NOT NULL,
	"doors_at" timestamp with time zone NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"manifest_url" text NOT NULL,
	"key_systems" text[] NOT NULL,
	CONSTRAINT "event_days_position" UNIQUE("event_id","position"),
	CONSTRAINT "event_days_access" CHECK ("event_days"."access" in ('open', 'ticket')),
	CONSTRAINT "event_days_times" CHECK ("event_days"."doors_at" <= "event_days"."starts_at" and "event_days"."starts_at" < "event_days"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"time_zone" text NOT NULL,
	"title" jsonb NOT NULL,
	"tagline" jsonb NOT NULL,
	"description" jsonb NOT NULL,
	"organizer" jsonb NOT NULL,
	"contact_email" text NOT NULL,
	"refund_terms" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "events_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "ticket_type_days" (
	"ticket_type_id" text NOT NULL,
	"event_day_id" text NOT NULL,
	CONSTRAINT "ticket_type_days_ticket_type_id_event_day_id_pk" PRIMARY KEY("ticket_type_id","event_day_id")
);
--> statement-breakpoint
CREATE TABLE "ticket_types" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" jsonb NOT NULL,
	"price_minor" integer NOT NULL,
	"currency" text NOT NULL,
	"capacity" integer NOT NULL,
	"held" integer DEFAULT 0 NOT NULL,
	"sold" integer DEFAULT 0 NOT NULL,
	"sale_starts_at" timestamp with time zone NOT NULL,
	"sale_ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_types_position" UNIQUE("event_id","position"),
	CONSTRAINT "ticket_types_price" CHECK ("ticket_types"."price_minor" >= 0),
	CONSTRAINT "ticket_types_currency" CHECK ("ticket_types"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "ticket_types_never_oversold" CHECK ("ticket_types"."held" + "ticket_types"."sold" <= "ticket_types"."capacity"),
	CONSTRAINT "ticket_types_counts" CHECK ("ticket_types"."held" >= 0 and "ticket_types"."sold" >= 0),
	CONSTRAINT "ticket_types_sale_window" CHECK ("ticket_types"."sale_starts_at" < "ticket_types"."sale_ends_at")
);
--> statement-breakpoint
CREATE TABLE "license_decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"session_id" text NOT NULL,
	"viewer_id" text NOT NULL,
	"event_day_id" text NOT NULL,
	"key_system" text NOT NULL,
	"outcome" text NOT NULL,
	"support_code" text,
	"decided_at" timestamp with time zone NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "license_decisions_once" UNIQUE("session_id","outcome")
);
--> statement-breakpoint
CREATE TABLE "playback_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"viewer_id" text NOT NULL,
	"event_day_id" text NOT NULL,
	"device" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"last_beat_at" timestamp with time zone NOT NULL,
	"watched_seconds" integer DEFAULT 0 NOT NULL,
	"stalls" integer DEFAULT 0 NOT NULL,
	"closed_at" timestamp with time zone,
	"close_reason" text,
	CONSTRAINT "playback_sessions_closed" CHECK (("playback_sessions"."closed_at" is null) = ("playback_sessions"."close_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "day_claims" (
	"viewer_id" text NOT NULL,
	"event_day_id" text NOT NULL,
	"order_id" text NOT NULL,
	CONSTRAINT "day_claims_one" PRIMARY KEY("viewer_id","event_day_id")
);
--> statement-breakpoint
CREATE TABLE "entitlements" (
	"id" text PRIMARY KEY NOT NULL,
	"order_line_id" text NOT NULL,
	"event_day_id" text NOT NULL,
	"n" integer DEFAULT 1 NOT NULL,
	"viewer_id" text NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "entitlements_once" UNIQUE("order_line_id","event_day_id","n"),
	CONSTRAINT "entitlements_state" CHECK ("entitlements"."state" in ('active','suspended','revoked'))
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"ticket_type_id" text NOT NULL,
	"price_minor" integer NOT NULL,
	CONSTRAINT "order_lines_once" UNIQUE("order_id","ticket_type_id")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"viewer_id" text NOT NULL,
	"event_id" text NOT NULL,
	"state" text NOT NULL,
	"total_minor" integer NOT NULL,
	"currency" text NOT NULL,
	"contact_email" text NOT NULL,
	"locale" text NOT NULL,
	"client_key" text NOT NULL,
	"hold_until" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "orders_code_unique" UNIQUE("code"),
	CONSTRAINT "orders_client_key" UNIQUE("viewer_id","client_key"),
	CONSTRAINT "orders_state" CHECK ("orders"."state" in ('held','paid','expired','canceled','refunding','refunded','partially_refunded','disputed')),
	CONSTRAINT "orders_total" CHECK ("orders"."total_minor" >= 0),
	CONSTRAINT "orders_paid_has_time" CHECK ("orders"."state" <> 'paid' or "orders"."paid_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"payment_intent_id" text,
	"charge_id" text,
	"amount_minor" integer NOT NULL,
	"currency" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"failure_code" text,
	"card_brand" text,
	"card_last4" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payments_payment_intent_id_unique" UNIQUE("payment_intent_id"),
	CONSTRAINT "payments_charge_id_unique" UNIQUE("charge_id"),
	CONSTRAINT "payments_attempt" UNIQUE("order_id","attempt"),
	CONSTRAINT "payments_state" CHECK ("payments"."state" in ('pending','succeeded','failed','canceled'))
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" text PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"purpose" text NOT NULL,
	"stripe_refund_id" text,
	"amount_minor" integer NOT NULL,
	"source" text NOT NULL,
	"state" text DEFAULT 'due' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "refunds_stripe_refund_id_unique" UNIQUE("stripe_refund_id"),
	CONSTRAINT "refunds_purpose" UNIQUE("payment_id","purpose"),
	CONSTRAINT "refunds_amount" CHECK ("refunds"."amount_minor" > 0),
	CONSTRAINT "refunds_state" CHECK ("refunds"."state" in ('due','pending','succeeded','failed'))
);
--> statement-breakpoint
CREATE TABLE "stripe_events" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"payment_intent_id" text,
	"received_at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "viewer_identities" (
	"provider" text NOT NULL,
	"subject" text NOT NULL,
	"viewer_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "viewer_identities_provider_subject_pk" PRIMARY KEY("provider","subject")
);
--> statement-breakpoint
CREATE TABLE "viewers" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "viewers_email_unique" UNIQUE("email"),
	CONSTRAINT "viewers_email_normalised" CHECK ("viewers"."email" = lower("viewers"."email"))
);
--> statement-breakpoint
ALTER TABLE "event_day_keys" ADD CONSTRAINT "event_day_keys_event_day_id_event_days_id_fk" FOREIGN KEY ("event_day_id") REFERENCES "public"."event_days"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_days" ADD CONSTRAINT "event_days_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_type_days" ADD CONSTRAINT "ticket_type_days_ticket_type_id_ticket_types_id_fk" FOREIGN KEY ("ticket_type_id") REFERENCES "public"."ticket_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_type_days" ADD CONSTRAINT "ticket_type_days_event_day_id_event_days_id_fk" FOREIGN KEY ("event_day_id") REFERENCES "public"."event_days"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD CONSTRAINT "ticket_types_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "license_decisions" ADD CONSTRAINT "license_decisions_viewer_id_viewers_id_fk" FOREIGN KEY ("viewer_id") REFERENCES "public"."viewers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "license_decisions" ADD CONSTRAINT "license_decisions_event_day_id_event_days_id_fk" FOREIGN KEY ("event_day_id") REFERENCES "public"."event_days"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "playback_sessions" ADD CONSTRAINT "playback_sessions_viewer_id_viewers_id_fk" FOREIGN KEY ("viewer_id") REFERENCES "public"."viewers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "playback_sessions" ADD CONSTRAINT "playback_sessions_event_day_id_event_days_id_fk" FOREIGN KEY ("event_day_id") REFERENCES "public"."event_days"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_claims" ADD CONSTRAINT "day_claims_viewer_id_viewers_id_fk" FOREIGN KEY ("viewer_id") REFERENCES "public"."viewers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_claims" ADD CONSTRAINT "day_claims_event_day_id_event_days_id_fk" FOREIGN KEY ("event_day_id") REFERENCES "public"."event_days"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_claims" ADD CONSTRAINT "day_claims_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_order_line_id_order_lines_id_fk" FOREIGN KEY ("order_line_id") REFERENCES "public"."order_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_event_day_id_event_days_id_fk" FOREIGN KEY ("event_day_id") REFERENCES "public"."event_days"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_viewer_id_viewers_id_fk" FOREIGN KEY ("viewer_id") REFERENCES "public"."viewers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_ticket_type_id_ticket_types_id_fk" FOREIGN KEY ("ticket_type_id") REFERENCES "public"."ticket_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_viewer_id_viewers_id_fk" FOREIGN KEY ("viewer_id") REFERENCES "public"."viewers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "viewer_identities" ADD CONSTRAINT "viewer_identities_viewer_id_viewers_id_fk" FOREIGN KEY ("viewer_id") REFERENCES "public"."viewers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_day_keys_day" ON "event_day_keys" USING btree ("event_day_id");--> statement-breakpoint
CREATE INDEX "license_decisions_support_code" ON "license_decisions" USING btree ("support_code");--> statement-breakpoint
CREATE INDEX "license_decisions_viewer" ON "license_decisions" USING btree ("viewer_id","decided_at");--> statement-breakpoint
CREATE UNIQUE INDEX "playback_sessions_one_open" ON "playback_sessions" USING btree ("viewer_id","event_day_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "playback_sessions_viewer" ON "playback_sessions" USING btree ("viewer_id","opened_at");--> statement-breakpoint
CREATE INDEX "day_claims_order" ON "day_claims" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "entitlements_viewer_day" ON "entitlements" USING btree ("viewer_id","event_day_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_one_held" ON "orders" USING btree ("viewer_id","event_id") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "orders_viewer" ON "orders" USING btree ("viewer_id","created_at");--> statement-breakpoint
CREATE INDEX "orders_contact" ON "orders" USING btree ("contact_email");--> statement-breakpoint
CREATE INDEX "orders_open" ON "orders" USING btree ("hold_until") WHERE state in ('held', 'refunding');--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_pending" ON "payments" USING btree ("order_id") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "stripe_events_unhandled" ON "stripe_events" USING btree ("received_at") WHERE handled_at is null;--> statement-breakpoint
CREATE INDEX "viewer_identities_viewer" ON "viewer_identities" USING btree ("viewer_id");