import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { timelineKinds } from '@/lib/domain/timeline';
import { type Story, writeStory } from '@/lib/staff/test-story';
import { timelineStatement } from '@/lib/staff/timeline';
import type { TimelineScope } from '@/lib/staff/timeline-scope';

const begins = new Date('2026-10-03T08:00:00Z');
const now = new Date('2026-10-04T00:00:00Z');
let testDb: TestDatabase;
let story: Story;
beforeAll(async () => {
  testDb = await createTestDatabase();
  story = await writeStory(testDb.db, begins);
  for (const statement of crowd()) await testDb.db.execute(statement);
});
afterAll(() => testDb.close());

const CROWD = 5000;

/** Some thousand others with what the one viewer has: enough that reading a whole table is never the cheapest. */
function crowd() {
  const copy = (table: string, changes: Readonly<Record<string, string>>) => {
    const changed = Object.entries(changes).map(([column, value]) => `'${column}', ${value}`);
    return sql.raw(`insert into ${table} select r.* from ${table} t cross join generate_series(1, ${CROWD}) n
      cross join lateral jsonb_populate_record(null::${table}, to_jsonb(t) || jsonb_build_object(${changed.join(', ')})) r`);
  };
  const others = (table: string, ...columns: readonly string[]) =>
    copy(table, Object.fromEntries(columns.map((column) => [column, `t.${column} || n`])));
  return [
    copy('viewers', { id: 't.id || n', email: 'n || t.email' }),
    others('events', 'id', 'slug'),
    others('event_days', 'id', 'event_id'),
    others('orders', 'id', 'code', 'viewer_id', 'event_id'),
    others('payments', 'id', 'order_id', 'payment_intent_id'),
    others('stripe_events', 'id', 'payment_intent_id'),
    others('refunds', 'id', 'payment_id'),
    others('disputes', 'id', 'payment_id'),
    others('outbox', 'dedupe_key', 'order_id'),
    others('staff_alerts', 'dedupe_key', 'order_id'),
    others('staff_acts', 'id', 'key', 'order_id'),
    others('claim_links', 'id', 'token_hash', 'order_id'),
    sql.raw(`insert into sign_ins (viewer_id, provider, device, signed_in_at)
      select viewer_id || n, provider, device, signed_in_at from sign_ins cross join generate_series(1, ${CROWD}) n`),
    others('readiness_passes', 'id', 'browser', 'viewer_id'),
    copy('playback_sessions', { id: 't.id || n', viewer_id: 't.viewer_id || n', mark: 'null' }),
    others('license_decisions', 'id', 'session_id', 'viewer_id'),
    others('qoe_minutes', 'session_id', 'viewer_id'),
    others('screen_links', 'id', 'code_hash', 'viewer_id'),
    others('announcements', 'id', 'event_id'),
    sql.raw(`insert into show_switches (event_day_id, position, switched_by, switched_at)
      select event_day_id || n, position, switched_by, switched_at from show_switches cross join generate_series(1, ${CROWD}) n`),
    sql.raw('analyze'),
  ];
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

async function planOf(scope: TimelineScope, before?: string): Promise<readonly PlanNode[]> {
  const { rows } = await testDb.db.execute<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    sql`explain (analyze, format json) ${timelineStatement({ scope, before, now })}`,
  );
  const root = rows[0]?.['QUERY PLAN'][0].Plan;
  const flat = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flat)];
  return root === undefined ? [] : flat(root);
}

test.each([
  ['an order', () => ({ orderId: story.orderId })],
  ['a viewer', () => ({ viewerId: story.viewer.id })],
] as const)('the timeline of %s reads every record by an index, on every page', async (_whose, scopeOf) => {
  for (const before of [undefined, '2026-10-03T08:30:00.000000Z~license~dec_x']) {
    const nodes = await planOf(scopeOf(), before);
    expect(nodes.length).toBeGreaterThan(timelineKinds.length);
    const whole = nodes.filter((node) => node['Node Type'] === 'Seq Scan');
    expect(whole.map((node) => node['Relation Name'])).toEqual([]);
  }
});
