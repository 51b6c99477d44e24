-- Search by parts of an address or a name.
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TABLE "claim_links" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"token_hash" text NOT NULL,
	"ticket_type_id" text,
	"order_id" text,
	"to_address" text NOT NULL,
	"locale" text NOT NULL,
	"issued_by" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"used_at" timestamp with time zone,
	"used_by" text,
	CONSTRAINT "claim_links_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "claim_links_used" CHECK (("claim_links"."used_at" is null) = ("claim_links"."used_by" is null)),
	CONSTRAINT "claim_links_comp" CHECK ("claim_links"."kind" <> 'comp' or "claim_links"."ticket_type_id" is not null),
	CONSTRAINT "claim_links_move" CHECK ("claim_links"."kind" <> 'move' or "claim_links"."order_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "show_switches" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "show_switches_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_day_id" text NOT NULL,
	"position" text NOT NULL,
	"switched_by" text NOT NULL,
	"switched_at" timestamp with time zone NOT NULL,
	CONSTRAINT "show_switches_position" CHECK ("show_switches"."position" in ('auto','hold','live','paused','ended'))
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sign_ins_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"viewer_id" text NOT NULL,
	"provider" text NOT NULL,
	"device" text NOT NULL,
	"signed_in_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_acts" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"power" text NOT NULL,
	"staff_email" text NOT NULL,
	"roles" text[] NOT NULL,
	"reason" text NOT NULL,
	"order_id" text,
	"viewer_id" text,
	"event_id" text,
	"subject" text,
	"before" jsonb,
	"after" jsonb,
	"acted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "staff_acts_once" UNIQUE("staff_email","key")
);
--> statement-breakpoint
CREATE TABLE "staff_looks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "staff_looks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"staff_email" text NOT NULL,
	"what" text NOT NULL,
	"detail" text,
	"shown" text[] DEFAULT '{}' NOT NULL,
	"count" integer DEFAULT 0 NOT NULL,
	"looked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_members" (
	"email" text PRIMARY KEY NOT NULL,
	"roles" text[] NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "staff_members_email_normalised" CHECK ("staff_members"."email" = lower("staff_members"."email")),
	CONSTRAINT "staff_members_roles" CHECK ("staff_members"."roles" <@ array['support','operator','finance','owner'])
);
--> statement-breakpoint
DROP INDEX "orders_contact";--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "source" text DEFAULT 'sale' NOT NULL;--> statement-breakpoint
ALTER TABLE "claim_links" ADD CONSTRAINT "claim_links_ticket_type_id_ticket_types_id_fk" FOREIGN KEY ("ticket_type_id") REFERENCES "public"."ticket_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_links" ADD CONSTRAINT "claim_links_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_links" ADD CONSTRAINT "claim_links_used_by_viewers_id_fk" FOREIGN KEY ("used_by") REFERENCES "public"."viewers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "show_switches" ADD CONSTRAINT "show_switches_event_day_id_event_days_id_fk" FOREIGN KEY ("event_day_id") REFERENCES "public"."event_days"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_viewer_id_viewers_id_fk" FOREIGN KEY ("viewer_id") REFERENCES "public"."viewers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_acts" ADD CONSTRAINT "staff_acts_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_acts" ADD CONSTRAINT "staff_acts_viewer_id_viewers_id_fk" FOREIGN KEY ("viewer_id") REFERENCES "public"."viewers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_acts" ADD CONSTRAINT "staff_acts_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_links_order" ON "claim_links" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "claim_links_issuer" ON "claim_links" USING btree ("issued_by","created_at");--> statement-breakpoint
CREATE INDEX "show_switches_day" ON "show_switches" USING btree ("event_day_id","id");--> statement-breakpoint
CREATE INDEX "sign_ins_viewer" ON "sign_ins" USING btree ("viewer_id","signed_in_at");--> statement-breakpoint
CREATE INDEX "staff_acts_newest" ON "staff_acts" USING btree ("acted_at","id");--> statement-breakpoint
CREATE INDEX "staff_acts_order" ON "staff_acts" USING btree ("order_id","acted_at");--> statement-breakpoint
CREATE INDEX "staff_acts_viewer" ON "staff_acts" USING btree ("viewer_id","acted_at");--> statement-breakpoint
CREATE INDEX "staff_looks_newest" ON "staff_looks" USING btree ("looked_at","id");--> statement-breakpoint
CREATE INDEX "orders_newest" ON "orders" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "payments_card" ON "payments" USING btree ("card_last4","amount_minor","created_at");--> statement-breakpoint
CREATE INDEX "viewers_email_part" ON "viewers" USING gin ("email" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "viewers_name_part" ON "viewers" USING gin ((replace(normalize("name", NFKC), ' ', '')) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "orders_contact" ON "orders" USING gin ("contact_email" gin_trgm_ops);--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_source" CHECK ("orders"."source" in ('sale','comp'));--> statement-breakpoint
CREATE FUNCTION staff_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER staff_acts_append_only BEFORE UPDATE OR DELETE ON "staff_acts" FOR EACH ROW EXECUTE FUNCTION staff_log_is_append_only();--> statement-breakpoint
CREATE TRIGGER staff_acts_no_truncate BEFORE TRUNCATE ON "staff_acts" FOR EACH STATEMENT EXECUTE FUNCTION staff_log_is_append_only();--> statement-breakpoint
CREATE TRIGGER staff_looks_append_only BEFORE UPDATE OR DELETE ON "staff_looks" FOR EACH ROW EXECUTE FUNCTION staff_log_is_append_only();--> statement-breakpoint
CREATE TRIGGER staff_looks_no_truncate BEFORE TRUNCATE ON "staff_looks" FOR EACH STATEMENT EXECUTE FUNCTION staff_log_is_append_only();
