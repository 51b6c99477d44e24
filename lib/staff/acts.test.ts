import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { proveStaff } from '@/lib/auth/staff';
import { disputes } from '@/lib/db/schema/refunds';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { outcomeOf } from '@/lib/sales/test-order';
import {
  actRows,
  mailRows,
  markMailsSent,
  now,
  openDispute,
  openPlayer,
  owner,
  type PaidCase,
  paidCase,
  settle,
  worldOf,
} from '@/lib/staff/test-acts';

let testDb: TestDatabase;
let made: PaidCase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());
beforeEach(async () => {
  made = await paidCase(testDb.db);
});

const world = () => worldOf(testDb.db, made.sale);

const acts = [
  'refund',
  'revoke',
  'restore',
  'close_sessions',
  'change_contact',
  'resend_mail',
  'add_note',
  'send_reply',
] as const;

/** What an act needs to have something to do. */
async function prepare(power: (typeof acts)[number]): Promise<void> {
  if (power === 'restore') await made.revoke();
  await markMailsSent(testDb.db, made.sale);
  await openPlayer(testDb.db, made.sale, 0);
}

describe.each(acts)('%s', (power) => {
  test('once, again, and five times at once with one key: one effect and one row', async () => {
    await prepare(power);
    const before = await world();
    const key = randomUUID();
    const pressed = await Promise.all(Array.from({ length: 5 }, () => made[power](owner, { key })));
    expect(pressed.filter((result) => result.ok && !result.isRepeat)).toHaveLength(1);
    expect(pressed.every(({ ok }) => ok)).toBe(true);
    const after = await world();
    expect(after).not.toEqual(before);
    expect(after.acts).toBe(before.acts + 1);
    expect(await made[power](owner, { key })).toMatchObject({ ok: true, isRepeat: true });
    expect(await world()).toEqual(after);
    const row = (await actRows(testDb.db, made.sale)).find((known) => known.key === key);
    expect(row).toMatchObject({ power, reason: 'asked by phone', staffEmail: 'owner@example.jp' });
  });

  test('without the power it is not there, and nothing happens', async () => {
    await prepare(power);
    const before = await world();
    const powerless = proveStaff('nobody@example.jp', { roles: [] });
    await expect(made[power](powerless)).rejects.toMatchObject({ code: 'not_found' });
    await expect(made[power](owner, { orderId: 'ord_none' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await world()).toEqual(before);
  });
});

test('refund gives seat, day and money back, ends playback, and mails the buyer', async () => {
  const { sale, lineIds } = made;
  await openPlayer(testDb.db, sale, 1);
  const [, second = ''] = lineIds;
  expect(await made.refund(owner, { lineIds: [second], amountMinor: 4000 })).toMatchObject({ ok: true });
  expect(await world()).toMatchObject({
    order: 'partially_refunded',
    rights: ['active', 'revoked'],
    claims: 1,
    refunds: 1,
    players: ['revoked'],
    mails: [`confirmation ${sale.viewer.email}`, `refund ${sale.viewer.email}`],
  });
  const [row] = await actRows(testDb.db, sale);
  expect(row?.after).toMatchObject({ lines: [second], amountMinor: 4000 });
});

test('revoked tickets keep seat and day, and come back whole', async () => {
  await openPlayer(testDb.db, made.sale, 0);
  const before = await outcomeOf(testDb.db, made.sale);
  await made.revoke();
  expect(await outcomeOf(testDb.db, made.sale)).toEqual({ ...before, rights: ['revoked', 'revoked'] });
  expect((await world()).players).toEqual(['revoked']);
  await made.restore();
  expect(await outcomeOf(testDb.db, made.sale)).toEqual(before);
});

test('what was revoked without money can still be refunded, and then never restored', async () => {
  await made.revoke();
  expect(await made.refund()).toMatchObject({ ok: true });
  expect(await made.restore()).toEqual({ ok: false, reason: 'nothing_to_restore' });
  expect(await world()).toMatchObject({ order: 'refunding', claims: 0 });
});

test('a dispute that is won gives back what it had suspended, and not what staff have revoked', async () => {
  const [first = ''] = made.lineIds;
  await made.revoke(owner, { lineIds: [first] });
  const dispute = await openDispute(testDb.db, made.sale);
  expect(await world()).toMatchObject({ order: 'disputed', rights: ['revoked', 'suspended'] });
  await testDb.db.update(disputes).set({ state: 'won', closedAt: now }).where(eq(disputes.id, dispute));
  await settle(testDb.db, made.sale);
  expect(await world()).toMatchObject({ order: 'paid', rights: ['revoked', 'active'] });
});

test('stopping playback leaves other viewers’ screens alone', async () => {
  const other = await paidCase(testDb.db);
  await openPlayer(testDb.db, made.sale, 0);
  await openPlayer(testDb.db, other.sale, 0);
  await made.close_sessions();
  expect((await world()).players).toEqual(['left']);
  expect((await worldOf(testDb.db, other.sale)).players).toEqual([null]);
});

test('a new contact takes along what still waits for the old one, and not what has gone', async () => {
  await made.change_contact();
  expect((await world()).mails).toEqual(['confirmation new@example.jp']);
  await markMailsSent(testDb.db, made.sale);
  await made.change_contact(owner, { contactEmail: 'newer@example.jp' });
  expect(await world()).toMatchObject({
    contact: 'newer@example.jp',
    mails: ['confirmation new@example.jp'],
  });
  const rows = await actRows(testDb.db, made.sale);
  expect(rows.map(({ before, after }) => ({ before, after }))).toMatchObject([
    { before: { contactEmail: made.sale.viewer.email }, after: { contactEmail: 'new@example.jp' } },
    { before: { contactEmail: 'new@example.jp' }, after: { contactEmail: 'newer@example.jp' } },
  ]);
});

test('a resent mail is one of its own, to that address, and the contact stays', async () => {
  await markMailsSent(testDb.db, made.sale);
  await made.resend_mail();
  await made.resend_mail();
  const again = (await mailRows(testDb.db, made.sale)).filter(({ sentAt }) => sentAt === null);
  expect(again.map(({ kind, toAddress }) => `${kind} ${toAddress}`)).toEqual([
    'confirmation corrected@example.jp',
    'confirmation corrected@example.jp',
  ]);
  expect((await world()).contact).toBe(made.sale.viewer.email);
});
