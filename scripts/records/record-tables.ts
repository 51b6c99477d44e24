/** A table that is taken along when an installation is removed. */
export interface RecordTable {
  readonly table: string;
  /** When a row was written; never changed afterwards. Absent: rows do not say. */
  readonly at?: string;
  /** A column whose value opens something: left out. */
  readonly without?: string;
}

/**
 * The records: what was sold, paid, given back, watched and decided, and by whom. Whoever answers a buyer, an auditor, the
 * tax office or a card network after the installation is gone needs these and nothing else. They hold **personal data**:
 * mail addresses, names, devices, and what each viewer bought and watched.
 */
export const recordTables: readonly RecordTable[] = [
  { table: 'events', at: 'created_at' },
  { table: 'event_days' },
  { table: 'event_day_keys' },
  { table: 'ticket_types' },
  { table: 'ticket_type_days' },
  { table: 'promo_codes' },
  { table: 'promo_uses' },
  { table: 'viewers', at: 'created_at' },
  { table: 'viewer_identities', at: 'created_at' },
  { table: 'orders', at: 'created_at' },
  { table: 'order_lines' },
  { table: 'order_history', at: 'created_at' },
  { table: 'payments', at: 'created_at' },
  { table: 'entitlements', at: 'created_at' },
  { table: 'refunds', at: 'created_at' },
  { table: 'mass_refunds', at: 'created_at' },
  { table: 'disputes', at: 'opened_at' },
  { table: 'stripe_events', at: 'received_at' },
  { table: 'outbox', at: 'created_at', without: 'secret' },
  { table: 'claim_links', at: 'created_at', without: 'token_hash' },
  { table: 'playback_sessions', at: 'opened_at' },
  { table: 'license_decisions', at: 'decided_at' },
  { table: 'readiness_passes' },
  { table: 'announcements' },
  { table: 'show_switches', at: 'switched_at' },
  { table: 'staff_members' },
  { table: 'staff_acts', at: 'acted_at' },
  { table: 'staff_looks', at: 'looked_at' },
  { table: 'staff_alerts', at: 'created_at' },
  { table: 'sign_ins', at: 'signed_in_at' },
];

/** The other tables, and why nobody needs them afterwards. */
export const notRecords: Readonly<Record<string, string>> = {
  day_claims: 'locks; they follow from orders and entitlements',
  sign_in_codes: 'hashes of codes that opened a door for minutes',
  screen_links: 'codes of minutes between two screens; the session is the record',
  qoe_minutes: 'measurements, deleted after 30 days anyway',
  job_runs: 'ticks of the scheduler',
  job_cursors: 'how far a job has read',
  pace_queues: 'the next free turn at a vendor',
  rate_limits: 'counters of the last minutes',
};
