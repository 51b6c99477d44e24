import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { licenseDecisions, playbackSessions } from '@/lib/db/schema/playback';
import { orders, payments } from '@/lib/db/schema/sales';
import { viewers } from '@/lib/db/schema/viewers';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { makeSupportCode, parseSupportCode } from '@/lib/domain/support-code';
import { newId, newOrderCode } from '@/lib/ids';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, confirmWith, mustHold, stripeAtTwin } from '@/lib/sales/test-buyer';
import { findCase } from '@/lib/staff/find-case';
import { onlyHit, searchCases } from '@/lib/staff/search';

const now = new Date('2026-10-03T09:00:00Z');
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const staff = proveStaff('staff@example.jp');
let testDb: TestDatabase;
let event: TestEvent;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

beforeEach(async () => {
  event = await writeEvent(testDb.db, now);
});

interface NewOrder {
  readonly email?: string;
  readonly contactEmail?: string;
  readonly name?: string;
  readonly code?: string;
  readonly createdAt?: Date;
}

async function writeOrder(order: NewOrder = {}): Promise<string> {
  const { db } = testDb;
  const viewer = await writeViewer(db, order.email);
  if (order.name !== undefined)
    await db.update(viewers).set({ name: order.name }).where(eq(viewers.id, viewer.id));
  const id = newId('ord');
  await db.insert(orders).values({
    id,
    code: order.code ?? newOrderCode(),
    viewerId: viewer.id,
    eventId: event.eventId,
    state: 'expired',
    totalMinor: 2500,
    currency: 'JPY',
    contactEmail: order.contactEmail ?? viewer.email,
    locale: 'ja',
    clientKey: randomUUID(),
    holdUntil: now,
    createdAt: order.createdAt ?? now,
  });
  return id;
}

async function search(typed: string, before?: string) {
  const result = await searchCases(testDb.db, staff, { typed, before, now });
  return {
    ...result,
    ids: result.orders.map(({ id }) => id),
    peopleIds: result.people.map(({ id }) => id),
    hit: onlyHit(result),
  };
}

/** A purchase through the real doors, given back by staff. */
async function writeRefundedPurchase() {
  const { db } = testDb;
  const ticketTypeId = await writeTicketType(db, { event, now });
  const viewer = await writeViewer(db);
  const orderId = await mustHold(db, viewer, { event, ticketTypeIds: [ticketTypeId], now });
  const intent = await beginPayment(db, viewer, { orderId, now });
  await confirmWith(intent);
  const { id: refundId } = await stripeAtTwin().refunds.create({ payment_intent: intent });
  await syncPayment(db, intent, { now });
  const [payment] = await db.select().from(payments).where(eq(payments.orderId, orderId));
  if (payment === undefined) throw new Error('no payment row');
  return { viewer, orderId, intent, chargeId: payment.chargeId, refundId };
}

function isSupportCode(word: string): boolean {
  return parseSupportCode(word) !== undefined;
}

describe('a purchase is found', () => {
  test('by the address of the login or of the contact, in part, whatever case and width', async () => {
    const id = await writeOrder({ email: 'hanako@mail.example', contactEmail: 'Family.Box@home.example' });
    await writeOrder();
    for (const typed of ['ＨＡＮＡＫＯ＠', 'family.box@HOME', '@home.exam']) {
      expect(await search(typed)).toMatchObject({ query: { kind: 'mail' }, ids: [id], hit: { orderId: id } });
    }
    for (const typed of ['Hanako@mail.example', 'family.box@home.example']) {
      expect(await search(typed)).toMatchObject({
        query: { kind: 'address' },
        ids: [id],
        hit: { orderId: id },
      });
    }
  });

  test('by its order code, in lower case and without hyphen', async () => {
    const id = await writeOrder({ code: 'K7QM-3XRB' });
    for (const typed of ['K7QM-3XRB', 'k7qm3xrb', 'ｋ７ｑｍー３ｘｒｂ']) {
      expect(await search(typed)).toMatchObject({
        query: { kind: 'order_code' },
        ids: [id],
        hit: { orderId: id },
      });
    }
  });

  test('by PaymentIntent, charge, refund and order id', async () => {
    const { orderId, intent, chargeId, refundId } = await writeRefundedPurchase();
    await writeRefundedPurchase();
    for (const id of [intent, chargeId, refundId, orderId]) {
      expect(await search(id ?? 'missing')).toMatchObject({ ids: [orderId], hit: { orderId } });
    }
  });

  test('by the name of the buyer, wherever the space stands', async () => {
    const id = await writeOrder({ name: '山田　花子' });
    for (const typed of ['山田花子', '山田 花子', '花子', '山', '田花'])
      expect((await search(typed)).ids).toEqual([id]);
  });

  test('by a support code that the buyer reads from the screen', async () => {
    const { db } = testDb;
    const id = await writeOrder({ email: 'support-code@mail.example' });
    const [order] = await db.select().from(orders).where(eq(orders.id, id));
    const [eventDayId = ''] = event.dayIds;
    const supportCode = makeSupportCode(new Uint8Array([9, 8, 7, 6, 5]));
    await db.insert(licenseDecisions).values({
      id: newId('dec'),
      sessionId: 'open:any',
      viewerId: order?.viewerId ?? '',
      eventDayId,
      keySystem: 'open',
      outcome: 'too_early',
      supportCode,
      decidedAt: now,
    });
    expect(await search(supportCode.toLowerCase())).toMatchObject({
      query: { kind: 'support_code' },
      ids: [id],
    });
  });

  test('by the mark in a recording, however long ago its session ended', async () => {
    const { db } = testDb;
    const id = await writeOrder({ email: 'recorded@mail.example' });
    const [order] = await db.select().from(orders).where(eq(orders.id, id));
    const mark = makeSupportCode(new Uint8Array([1, 2, 3, 4, 5]));
    await db.insert(playbackSessions).values({
      id: newId('pbs'),
      viewerId: order?.viewerId ?? '',
      eventDayId: event.dayIds[0] ?? '',
      device: 'test',
      mark,
      openedAt: now,
      lastBeatAt: now,
      closedAt: now,
      closeReason: 'ended',
    });
    expect(await search(mark.toLowerCase())).toMatchObject({ query: { kind: 'support_code' }, ids: [id] });
  });
});

describe('what is typed is text', () => {
  test('% and _ and \\ are letters', async () => {
    const odd = await writeOrder({ email: 'a_b%c@odd.example', name: 'back\\slash' });
    await writeOrder({ email: 'axb-c@odd.example' });
    expect((await search('a_b%c@odd')).ids).toEqual([odd]);
    expect((await search('_b%')).ids).toEqual([odd]);
    expect((await search('back\\slash')).ids).toEqual([odd]);
    expect((await search('x%odd')).ids).toEqual([]);
  });

  test('quotes and SQL find nothing and break nothing', async () => {
    expect((await search("' or 1=1 --")).ids).toEqual([]);
    expect((await search('\0\0')).query.kind).toBe('empty');
  });

  test('a name that looks like an order code or a support code is still found', async () => {
    const word = [...alphabet].map((last) => `TANAK${last}`).find(isSupportCode);
    const [eight, six] = [await writeOrder({ name: 'Yamakawa' }), await writeOrder({ name: word ?? '' })];
    const found = await search('ＹＡＭＡＫＡＷＡ');
    expect(found).toMatchObject({ query: { kind: 'text' }, ids: [eight] });
    expect(found.hit).toEqual({ orderId: eight });
    expect((await search(word ?? 'missing')).ids).toEqual([six]);
  });

  test('an order code that does not exist stays an order code', async () => {
    expect(await search('zzzz-zzzz')).toMatchObject({ query: { kind: 'order_code' }, ids: [] });
  });

  test('one letter is a query', async () => {
    const id = await writeOrder({ name: '鵺' });
    expect((await search('鵺')).ids).toEqual([id]);
  });
});

test('the case of a refunded order shows its money, its rights and nobody else’s', async () => {
  const { orderId, intent, refundId, viewer } = await writeRefundedPurchase();
  await writeRefundedPurchase();
  const found = await findCase(testDb.db, staff, { orderId, now });
  expect(found).toMatchObject({
    order: { state: 'refunded' },
    viewer: { email: viewer.email },
    lines: [{ priceMinor: 2500 }],
    entitlements: [{ state: 'revoked' }],
    payments: [{ paymentIntentId: intent, state: 'succeeded', cardBrand: 'visa', cardLast4: '4242' }],
    refunds: [{ stripeRefundId: refundId, amountMinor: 2500, state: 'succeeded' }],
  });
});

test('an order that does not exist has no case', async () => {
  expect(await findCase(testDb.db, staff, { orderId: 'ord_none', now })).toBeUndefined();
});
