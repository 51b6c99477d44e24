import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { outbox, staffAlerts } from '@/lib/db/schema/operations';
import { refunds } from '@/lib/db/schema/refunds';
import { orderLines, payments } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { mailsTo } from '@/lib/mail/test-mailbox';
import { newId } from '@/lib/ids';
import { enqueueMail } from '@/lib/sales/enqueue-mail';
import { gatherMailFacts } from '@/lib/sales/mail-facts';
import { refundOrder } from '@/lib/sales/refund-order';
import { sendMails } from '@/lib/sales/send-mails';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, stripeAtTwin } from '@/lib/sales/test-buyer';
import { buy, hold, type Sale } from '@/lib/sales/test-sale';

/** The Stripe twin looks at the real clock when it is told until when a voucher may be paid. */
const now = new Date();
const inAWeek = new Date(now.getTime() + 7 * 86_400_000);
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());
beforeEach(async () => {
  await testDb.db.delete(outbox);
});

const alertsAbout = (orderId: string) =>
  testDb.db.select().from(staffAlerts).where(eq(staffAlerts.orderId, orderId));

describe('what is not true any more is not sent', () => {
  test('a confirmation of tickets that were taken back', async () => {
    const { viewer, orderId } = await buy(testDb.db, now);
    const wish = { orderId, lineIds: 'all', reason: 'asked for', now } as const;
    await refundOrder(testDb.db, proveStaff('staff@example.jp'), wish);
    expect(await sendMails(testDb.db, now)).toBe(1);
    const [mail, ...more] = await mailsTo(viewer.email);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Festival：返金のお知らせ');
    expect(mail?.text).toMatch(/返金額\n￥5,500[\s\S]*Ticket\nTicket/);
    expect(await alertsAbout(orderId)).toEqual([]);
  });

  test('a voucher that another one has followed, or that has run out', async () => {
    const { viewer, intent } = await openVoucher();
    await sendMails(testDb.db, now);
    const [mail] = await mailsTo(viewer.email);
    expect(mail?.text).toMatch(/ローソン\nお支払い番号 \d+\n確認番号 \d+/);

    const [row] = await testDb.db.select().from(outbox);
    const unsent = { sentAt: null, nextTryAt: now };
    await testDb.db
      .update(outbox)
      .set({ ...unsent, dedupeKey: `voucher:${intent}:2026-01-01T00:00:00.000Z` });
    expect(await sendMails(testDb.db, now)).toBe(0);
    await testDb.db.update(outbox).set({ ...unsent, givenUpAt: null, dedupeKey: row?.dedupeKey ?? '' });
    expect(await sendMails(testDb.db, inAWeek)).toBe(0);
    expect(await mailsTo(viewer.email)).toHaveLength(1);
  });

  async function openVoucher(): Promise<Sale & { intent: string }> {
    const sale = await hold(testDb.db, now);
    const intent = await beginPayment(testDb.db, sale.viewer, { orderId: sale.orderId, now });
    await stripeAtTwin().paymentIntents.confirm(intent, {
      payment_method_data: {
        type: 'konbini',
        billing_details: { name: '山田花子', email: sale.viewer.email },
      },
      return_url: 'http://localhost:3000/orders',
    });
    await syncPayment(testDb.db, intent, { now });
    return { ...sale, intent };
  }
});

test('the refund of one ticket names it, and the confirmation still on its way the other', async () => {
  const { viewer, orderId } = await buy(testDb.db, now);
  const [first] = await testDb.db
    .select({ id: orderLines.id })
    .from(orderLines)
    .where(and(eq(orderLines.orderId, orderId), eq(orderLines.priceMinor, 2500)));
  const wish = { orderId, lineIds: [first?.id ?? ''], reason: 'asked for', now };
  await refundOrder(testDb.db, proveStaff('staff@example.jp'), wish);
  expect(await sendMails(testDb.db, now)).toBe(2);
  const mails = await mailsTo(viewer.email);
  const [confirmation] = mails.filter(({ attachments }) => attachments.length > 0);
  expect(confirmation?.text).toMatch(/合計（税込）\s+￥3,000/);
  expect(confirmation?.attachments[0]?.text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  const [refund] = mails.filter(({ attachments }) => attachments.length === 0);
  expect(refund?.text).toMatch(/返金額\n￥2,500\n\n返金したチケット\nTicket\n\n/);
});

describe('what a refund means for the tickets follows from why it was written down', () => {
  test.each([
    ['not_fulfilled', 'succeeded', 'paid_twice'],
    ['stripe:re_1', 'succeeded', 'kept'],
    ['stripe:re_1', 'failed', undefined],
  ] as const)('%s (%s) of an order whose tickets stand: %s', async (purpose, state, effect) => {
    const { viewer, orderId } = await buy(testDb.db, now);
    const [payment] = await testDb.db.select().from(payments).where(eq(payments.orderId, orderId));
    const refund = { id: newId('ref'), paymentId: payment?.id ?? '', amountMinor: 500, createdAt: now };
    await testDb.db.insert(refunds).values({ ...refund, purpose, state, source: 'stripe' });
    const order = { id: orderId, contactEmail: viewer.email, locale: 'en' };
    await testDb.db.transaction((tx) => enqueueMail(tx, { kind: 'refund', order, refundId: refund.id, now }));
    const [row] = await testDb.db.select().from(outbox).where(eq(outbox.refundId, refund.id));
    if (row === undefined) throw new Error('no mail');
    const facts = await gatherMailFacts(testDb.db, row, now);
    expect(facts?.kind === 'refund' ? facts.effect : undefined).toBe(effect);
  });
});
