import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { staffActs, staffLooks } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type AuditFilter, parseAuditFilter, type TypedAuditFilter } from '@/lib/domain/audit-filter';
import { actsWhere } from '@/lib/staff/audit-conditions';
import { addNote } from '@/lib/staff/add-note';
import { listActs } from '@/lib/staff/list-acts';
import { listLooks } from '@/lib/staff/list-looks';
import { logLook } from '@/lib/staff/log-look';
import { performAct } from '@/lib/staff/perform-act';
import { paidCase, type PaidCase } from '@/lib/staff/test-acts';

const auditor = proveStaff('finance@example.jp', { roles: ['finance'] });
const desk = proveStaff('desk_1@example.jp', { roles: ['support'] });
const night = new Date('2026-11-29T14:59:59Z');
const morning = new Date('2026-11-29T15:00:00Z');
let testDb: TestDatabase;
let made: PaidCase;
let other: PaidCase;
beforeAll(async () => {
  testDb = await createTestDatabase();
  [made, other] = [await paidCase(testDb.db), await paidCase(testDb.db)];
  const note = (orderId: string, reason: string, now: Date) =>
    addNote(testDb.db, desk, { key: randomUUID(), orderId, reason, now });
  for (let count = 0; count < 60; count += 1) await note(made.sale.orderId, `note ${count}`, night);
  await note(other.sale.orderId, 'the other', morning);
  await performAct(testDb.db, proveStaff('deskx1@example.jp'), {
    power: 'edit_events',
    key: randomUUID(),
    reason: 'edited',
    subject: made.sale.event.eventId,
    now: morning,
    work: async () => ({ ok: true, before: { a: 1 }, after: { a: 2 } }),
  });
});
afterAll(() => testDb.close());

const nothing = { who: '', power: '', order: '', event: '', from: '', to: '' };
const filterOf = (typed: Partial<TypedAuditFilter>): AuditFilter =>
  parseAuditFilter({ ...nothing, ...typed }).filter;
const acts = (typed: Partial<TypedAuditFilter> = {}, before?: string) =>
  listActs(testDb.db, auditor, { filter: filterOf(typed), before, now: morning });
const reasons = async (typed: Partial<TypedAuditFilter>) =>
  (await acts(typed)).rows.map(({ reason }) => reason);

test('pages by key show each act once, the newest first, also where many are of one moment', async () => {
  const first = await acts();
  const second = await acts({}, first.rows.at(-1)?.id);
  expect([first.rows.length, first.hasMore, second.rows.length, second.hasMore]).toEqual([
    50,
    true,
    12,
    false,
  ]);
  const all = [...first.rows, ...second.rows];
  expect(new Set(all.map(({ id }) => id)).size).toBe(62);
  expect(all.map(({ actedAt }) => actedAt)).toEqual(
    all.map(({ actedAt }) => actedAt).toSorted((a, b) => +b - +a),
  );
});

describe('the filter', () => {
  test('who: part of an address, whose signs are no wildcards', async () => {
    expect(await reasons({ who: 'DESKX' })).toEqual(['edited']);
    expect((await reasons({ who: 'desk_1' })).includes('edited')).toBe(false);
  });
  test('power, and an unknown one does not matter', async () => {
    expect(await reasons({ power: 'edit_events' })).toEqual(['edited']);
    expect((await acts({ power: 'nothing' })).rows).toHaveLength(50);
  });
  test('order: by id and by code', async () => {
    const [row] = (await acts({ order: other.sale.orderId })).rows;
    expect(row?.reason).toBe('the other');
    expect(await reasons({ order: row?.order?.code.toLowerCase() ?? 'none' })).toEqual(['the other']);
  });
  test('event: acts on its orders, and on the event itself', async () => {
    expect(await reasons({ event: other.sale.event.eventId })).toEqual(['the other']);
    expect(await reasons({ event: made.sale.event.eventId, power: 'edit_events' })).toEqual(['edited']);
    expect((await acts({ event: made.sale.event.eventId })).hasMore).toBe(true);
  });
  test('days are Japan’s', async () => {
    expect((await reasons({ from: '2026-11-30' })).toSorted()).toEqual(['edited', 'the other']);
    expect((await acts({ to: '2026-11-29' })).rows.every(({ reason }) => reason.startsWith('note'))).toBe(
      true,
    );
  });
});

test('the page is a look of its own, and looks are listed with what they showed', async () => {
  await logLook(testDb.db, desk, { what: 'case', shown: [made.sale.orderId], now: night });
  await acts({ order: other.sale.orderId });
  const [own] = await testDb.db
    .select()
    .from(staffLooks)
    .where(eq(staffLooks.what, 'audit'))
    .orderBy(sql`id desc`);
  expect(own).toMatchObject({
    staffEmail: auditor.email,
    detail: 'acts',
    shown: [other.sale.orderId],
    count: 1,
  });
  const question = {
    filter: filterOf({ order: made.sale.orderId, who: 'desk' }),
    before: undefined,
    now: morning,
  };
  const { rows } = await listLooks(testDb.db, auditor, question);
  expect(rows).toMatchObject([{ what: 'case', staffEmail: desk.email, count: 1 }]);
  expect(rows[0]?.shown).toEqual([{ id: made.sale.orderId, code: expect.stringMatching(/^\w{4}-\w{4}$/) }]);
});

test.each(['act_1', '1e3', '-1', '', '99999999999999999999', '9007199254740993'])(
  'an address that goes on from look %j breaks nothing',
  async (before) => {
    const question = { filter: filterOf({}), before, now: morning };
    await expect(listLooks(testDb.db, auditor, question)).resolves.toBeDefined();
  },
);

test('without the power there is nothing', async () => {
  const question = { filter: filterOf({}), before: undefined, now: morning };
  await expect(listActs(testDb.db, desk, question)).rejects.toMatchObject({ code: 'not_found' });
  await expect(listLooks(testDb.db, desk, question)).rejects.toMatchObject({ code: 'not_found' });
});

test('among 100,000 acts the newest page is read from the index, without a sequential scan', async () => {
  await testDb.pool.query(
    `insert into staff_acts (id, key, power, staff_email, roles, reason, acted_at)
     select 'act_' || n, n, 'add_note', 'desk@example.jp', '{}', 'x', $1::timestamptz - n * interval '1 second'
     from generate_series(1, 100000) n`,
    [night],
  );
  await testDb.pool.query('analyze staff_acts');
  const { rows } = await testDb.db.execute<{ 'QUERY PLAN': string }>(sql`
    explain select * from ${staffActs} where ${actsWhere(filterOf({}))}
    order by acted_at desc, id desc limit 51`);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('staff_acts_newest');
  expect(plan).not.toContain('Seq Scan');
});
