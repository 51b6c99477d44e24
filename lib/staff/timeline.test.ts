import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { isTimelineGroup, type TimelineEntry, timelineGroups, timelineKinds } from '@/lib/domain/timeline';
import { type Story, writeStory } from '@/lib/staff/test-story';
import { findTimeline, timelineVersion } from '@/lib/staff/timeline';
import type { TimelineScope } from '@/lib/staff/timeline-scope';

const begins = new Date('2026-10-03T08:00:00Z');
const now = new Date('2026-10-04T00:00:00Z');
const staff = proveStaff('desk@example.jp', { roles: ['support'] });
let testDb: TestDatabase;
let story: Story;
beforeAll(async () => {
  testDb = await createTestDatabase();
  await writeStory(testDb.db, begins);
  story = await writeStory(testDb.db, begins);
});
afterAll(() => testDb.close());

const find = (changes: object = {}, scope: TimelineScope = { orderId: story.orderId }) =>
  findTimeline(testDb.db, staff, { scope, now, ...changes });

/** `minute of the story, kind: facts`, the trigger's own row of the order's history left out. */
const told = (entries: readonly TimelineEntry[]) =>
  entries
    .filter(({ at }) => at < now)
    .map(({ at, kind, facts }) => [(at.getTime() - begins.getTime()) / 60_000, kind, facts]);

const day = { ja: 'Day 1', en: 'Day 1' };
const yen = (amountMinor: number) => ({ amountMinor, currency: 'JPY' });

test('one list, the newest first, of everything that is on record of an order', async () => {
  const { entries, olderThan } = await find();
  expect(olderThan).toBeUndefined();
  expect(told(entries)).toEqual([
    [180, 'day_begins', { moment: 'end', day }],
    [97, 'alert', { alert: 'mail_given_up', isResolved: false }],
    [96, 'claim_used', { link: 'move', to: 'buyer@example.jp' }],
    [95, 'claim_link', { link: 'move', to: 'buyer@example.jp', by: 'desk@example.jp', isWithdrawn: false }],
    [
      94,
      'act',
      {
        power: 'send_reply',
        by: 'desk@example.jp',
        reason: 'asked by phone',
        to: 'buyer@example.jp',
        text: 'こんにちは',
        amountMinor: null,
        currency: 'JPY',
      },
    ],
    [
      93,
      'mail',
      { mail: 'refund', to: 'byuer@example.jp', state: 'given_up', tries: 3, problem: '550 5.1.1' },
    ],
    [92, 'dispute_closed', { ...yen(2500), state: 'won' }],
    [91, 'dispute_opened', { ...yen(2500), reason: 'fraudulent' }],
    [90, 'refund', { ...yen(500), state: 'failed', source: 'staff', reason: 'asked' }],
    [70, 'session_closed', { device: 'iPhone · Safari', reason: 'taken_over', watchedSeconds: 540, day }],
    [69, 'banner', { severity: 'warning', audience: 'watching', text: { ja: '休憩中', en: 'Break' } }],
    [68, 'show_switch', { position: 'paused', by: 'desk@example.jp', day }],
    [67, 'screen_link', { device: 'TV', isCollected: false, day }],
    [64, 'trouble', { stalledMs: 12000, stalls: 2, browser: 'safari_ios', problems: { connection: 1 }, day }],
    [63, 'license', licensed({ outcome: 'region_blocked', code: story.codes.license, count: 4 })],
    [62, 'license', licensed({ outcome: 'granted', browser: 'safari_ios' })],
    [61, 'session_opened', { device: 'iPhone · Safari', mark: story.codes.mark, day }],
    [60, 'day_begins', { moment: 'start', day }],
    [6, 'mail', { mail: 'confirmation', to: 'buyer@example.jp', state: 'sent', tries: 1, problem: null }],
    [
      5,
      'test',
      {
        code: story.codes.test,
        device: 'iPhone · Safari',
        verdict: 'not_ready',
        failed: ['picture'],
        warned: ['speed'],
      },
    ],
    [4, 'sign_in', { provider: 'oidc', device: 'iPhone · Safari' }],
    [3, 'stripe_event', { type: 'payment_intent.succeeded', isHandled: true, tries: 1 }],
    [3, 'order_state', { from: 'held', to: 'paid' }],
    [2, 'payment', paid({ attempt: 2, state: 'succeeded', card: 'visa 4242' })],
    [1, 'payment', paid({ attempt: 1, state: 'failed', failure: 'card_declined' })],
    [0, 'order_state', { from: null, to: 'held' }],
    [0, 'day_begins', { moment: 'doors', day }],
  ]);
  expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(timelineKinds));
});

const licensed = (changes: object) => ({
  day,
  keySystem: 'fairplay',
  code: null,
  count: 1,
  browser: null,
  ...changes,
});
const paid = (changes: object) => ({
  ...yen(2500),
  failure: null,
  method: 'card',
  card: null,
  ...changes,
});

test('a viewer’s timeline has the same, over all their orders and events, and nobody else’s', async () => {
  const ofOrder = (await find()).entries;
  const ofViewer = (await find({}, { viewerId: story.viewer.id })).entries;
  expect(ofViewer).toEqual(ofOrder);
  expect((await find({}, { viewerId: 'vwr_none' })).entries).toEqual([]);
  expect((await find({}, { orderId: 'ord_none' })).entries).toEqual([]);
});

test('playback of another event is the viewer’s and not the order’s', async () => {
  const [mine, other] = [await writeStory(testDb.db, begins), await writeStory(testDb.db, begins)];
  await testDb.db.execute(sql`update license_decisions set viewer_id = ${mine.viewer.id}
    where viewer_id = ${other.viewer.id}`);
  const count = async (scope: TimelineScope) =>
    (await find({}, scope)).entries.filter(({ kind }) => kind === 'license').length;
  expect(await count({ orderId: mine.orderId })).toBe(2);
  expect(await count({ viewerId: mine.viewer.id })).toBe(4);
});

test.each(Object.keys(timelineGroups).filter(isTimelineGroup))(
  'narrowed to %s, the rest is left out',
  async (group) => {
    const kinds: readonly string[] = timelineGroups[group];
    const all = (await find()).entries;
    expect((await find({ group })).entries).toEqual(all.filter(({ kind }) => kinds.includes(kind)));
  },
);

test.each(['license', 'test', 'mark'] as const)(
  'the code of a %s finds what it stands for alone',
  async (name) => {
    const { entries } = await find({ code: story.codes[name] });
    expect(entries.map(({ facts }) => JSON.stringify(facts))).toEqual([
      expect.stringContaining(story.codes[name]),
    ]);
  },
);

test('paging gives every entry exactly once and in order, whatever the page size, also of one moment', async () => {
  const crowded = await writeStory(testDb.db, begins);
  await testDb.db.execute(sql`insert into sign_ins (viewer_id, provider, device, signed_in_at)
    select ${crowded.viewer.id}, 'oidc', n::text, ${begins}::timestamptz + (n / 4) * interval '1 microsecond'
    from generate_series(1, 40) n`);
  for (const scope of [{ orderId: crowded.orderId }, { viewerId: crowded.viewer.id }]) {
    const all = (await find({ size: 500 }, scope)).entries;
    expect(all.length).toBeGreaterThan(60);
    for (const size of [1, 2, 3, 5, 7, 16, 33, all.length - 1, all.length]) {
      expect(await readThrough(scope, size)).toEqual(all);
    }
  }
});

async function readThrough(scope: TimelineScope, size: number): Promise<readonly TimelineEntry[]> {
  const read: TimelineEntry[] = [];
  let before: string | undefined;
  do {
    const page = await find({ size, before }, scope);
    expect(page.entries.length).toBeLessThanOrEqual(size);
    read.push(...page.entries);
    before = page.olderThan;
  } while (before !== undefined);
  return read;
}

test('an address that somebody has made up is the newest page', async () => {
  const newest = await find();
  for (const before of [
    '',
    'x',
    '2026-13-41T00:00:00.000000Z~mail~x',
    '2026-02-31T00:00:00.000000Z~mail~x',
    "2026-10-03T08:00:00.000000Z~mail'~x",
  ])
    expect(await find({ before })).toEqual(newest);
});

test('its version changes with every entry, also with one that changes what it says', async () => {
  const own = await writeStory(testDb.db, begins);
  const version = async () => timelineVersion(await find({}, { orderId: own.orderId }));
  const first = await version();
  expect(await version()).toBe(first);
  await testDb.db.execute(sql`update refunds set state = 'succeeded' from payments
    where payments.id = payment_id and order_id = ${own.orderId}`);
  expect(await version()).not.toBe(first);
});
