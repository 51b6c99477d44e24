import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { linesOf, outcomeOf, startSale } from '@/lib/sales/test-order';
import {
  actRows,
  now,
  openDispute,
  owner,
  type PaidCase,
  paidCase,
  type TriedAct,
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

const ticketActs = ['refund', 'revoke', 'restore'] as const;

/** Says no, and leaves nothing. */
async function expectRefused(reason: string, act: () => TriedAct): Promise<void> {
  const before = await world();
  expect(await act()).toEqual({ ok: false, reason });
  expect(await world()).toEqual(before);
}

test.each(ticketActs)('%s: tickets of another order', async (act) => {
  const other = await paidCase(testDb.db);
  const lineIds = [...made.lineIds, ...other.lineIds];
  await expectRefused('other_order', () => made[act](owner, { lineIds }));
  expect(await outcomeOf(testDb.db, other.sale)).toMatchObject({
    order: 'paid',
    rights: ['active', 'active'],
  });
});

test.each(ticketActs)('%s: an order that is not paid', async (act) => {
  const held = await startSale(testDb.db, { now });
  const wish = { orderId: held.orderId, lineIds: await linesOf(testDb.db, held) };
  expect(await made[act](owner, wish)).toEqual({ ok: false, reason: 'not_paid' });
  expect(await outcomeOf(testDb.db, held)).toMatchObject({ order: 'held' });
  expect(await actRows(testDb.db, held)).toEqual([]);
});

test('refund: an amount that is not the preview’s, or tickets that are gone', async () => {
  await expectRefused('changed', () => made.refund(owner, { amountMinor: 6499 }));
  const [first = ''] = made.lineIds;
  await made.refund(owner, { lineIds: [first], amountMinor: 2500 });
  await expectRefused('changed', () => made.refund(owner, { amountMinor: 4000 }));
  await expectRefused('nothing_left', () => made.refund(owner, { lineIds: [first], amountMinor: 0 }));
});

test('refund and restore: while a dispute is open', async () => {
  await made.revoke();
  await openDispute(testDb.db, made.sale);
  await expectRefused('disputed', made.refund);
  await expectRefused('disputed', made.restore);
});

test('refund: a sign-in that is too old', async () => {
  const signedInAt = new Date(now.getTime() - 16 * 60_000);
  await expectRefused('sign_in_again', () => made.refund(proveStaff('owner@example.jp', { signedInAt })));
});

test('resend: another order’s mail, one that waits, one that is not true any more', async () => {
  const other = await paidCase(testDb.db);
  const mail = `confirmation:${other.sale.orderId}`;
  await expectRefused('other_order', () => made.resend_mail(owner, { mail }));
  await expectRefused('under_way', () => made.resend_mail(owner, { to: made.sale.viewer.email }));
  await made.revoke();
  await expectRefused('not_true', made.resend_mail);
});

test('what is so already', async () => {
  await expectRefused('nothing_open', made.close_sessions);
  await expectRefused('nothing_to_restore', made.restore);
  await expectRefused('unchanged', () =>
    made.change_contact(owner, { contactEmail: made.sale.viewer.email }),
  );
  await made.revoke();
  await expectRefused('nothing_left', made.revoke);
});
