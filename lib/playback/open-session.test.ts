import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '@/lib/auth/viewer';
import { eventDays } from '@/lib/db/schema/catalog';
import { licenseDecisions, playbackSessions } from '@/lib/db/schema/playback';
import { entitlements } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { keepAlive } from '@/lib/playback/keep-alive';
import { openSession } from '@/lib/playback/open-session';
import { verifySessionToken } from '@/lib/playback/session-token';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, confirmWith, mustHold, stripeAtTwin } from '@/lib/sales/test-buyer';

const now = new Date('2026-10-03T09:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const beat = { watchedSeconds: 10, stalls: 0, leaving: false };
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

async function ticketHolder() {
  const { db } = testDb;
  const event = await writeEvent(db, now);
  const [eventDayId] = event.dayIds;
  if (eventDayId === undefined) throw new Error('no day');
  const ticketTypeId = await writeTicketType(db, { event, now });
  const viewer = await writeViewer(db);
  const orderId = await mustHold(db, viewer, { event, ticketTypeIds: [ticketTypeId], now });
  const intent = await beginPayment(db, viewer, { orderId, now });
  await confirmWith(intent);
  await syncPayment(db, intent, { now });
  return { viewer, eventDayId, intent };
}

async function open(viewer: Viewer | undefined, eventDayId: string) {
  const result = await openSession(testDb.db, viewer, {
    eventDayId,
    device: `device ${randomUUID()}`,
    country: undefined,
    binding: 'browser',
    now,
  });
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.session;
}

const claimsOf = (token: string) => verifySessionToken(token, now);

async function openRows(viewer: Viewer) {
  return testDb.db
    .select()
    .from(playbackSessions)
    .where(and(eq(playbackSessions.viewerId, viewer.id), isNull(playbackSessions.closedAt)));
}

describe('openSession', () => {
  test('lets ticket holders into the lobby forty minutes before doors, and nobody else', async () => {
    const { db } = testDb;
    const { viewer, eventDayId } = await ticketHolder();
    const doorsAt = after(40 * 60);
    await db
      .update(eventDays)
      .set({ doorsAt, startsAt: after(60 * 60), endsAt: after(180 * 60) })
      .where(eq(eventDays.id, eventDayId));
    const ask = { eventDayId, device: 'x', country: undefined, binding: 'browser' };
    const early = await openSession(db, viewer, { ...ask, now: after(-1) });
    expect(early).toMatchObject({ ok: false, reason: 'too_early' });
    const admitted = await openSession(db, viewer, { ...ask, now });
    if (!admitted.ok) throw new Error(admitted.reason);
    const claims = await claimsOf(admitted.session.token);
    expect(
      (await keepAlive(db, claims, { beat, country: undefined, userAgent: null, now: after(30) })).ok,
    ).toBe(true);
    const stranger = await writeViewer(db);
    expect(await openSession(db, stranger, { ...ask, now })).toMatchObject({ reason: 'not_entitled' });
  });

  test('needs a sign-in where a ticket is needed, and a day that exists', async () => {
    const { eventDayId } = await ticketHolder();
    await expect(open(undefined, eventDayId)).rejects.toMatchObject({ code: 'not_signed_in' });
    await expect(open(undefined, 'day_none')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('refuses a viewer without a ticket, opens no session, and keeps the support code for staff', async () => {
    const { eventDayId } = await ticketHolder();
    const stranger = await writeViewer(testDb.db);
    const result = await openSession(testDb.db, stranger, {
      eventDayId,
      device: 'x',
      country: undefined,
      binding: 'browser',
      now,
    });
    expect(result).toMatchObject({ ok: false, reason: 'not_entitled' });
    const [row] = await testDb.db
      .select()
      .from(licenseDecisions)
      .where(eq(licenseDecisions.viewerId, stranger.id));
    expect(row?.supportCode).toBe(result.ok ? 'none' : result.supportCode);
    expect(await openRows(stranger)).toEqual([]);
  });

  test('leaves no row on a day of open access', async () => {
    const event = await writeEvent(testDb.db, now, [{ access: 'open' }]);
    const viewer = await writeViewer(testDb.db);
    await open(viewer, event.dayIds[0] ?? '');
    expect(await openRows(viewer)).toEqual([]);
  });
});

describe('keepAlive', () => {
  test('renews the token, and writes a row only when the last write is nine minutes old', async () => {
    const { viewer, eventDayId } = await ticketHolder();
    const claims = await claimsOf((await open(viewer, eventDayId)).token);
    const early = await keepAlive(testDb.db, claims, {
      beat,
      country: undefined,
      userAgent: null,
      now: after(539),
    });
    expect(early.ok).toBe(true);
    expect((await openRows(viewer))[0]).toMatchObject({ lastBeatAt: now, watchedSeconds: 0 });
    await keepAlive(testDb.db, claims, { beat, country: undefined, userAgent: null, now: after(540) });
    expect((await openRows(viewer))[0]).toMatchObject({ lastBeatAt: after(540), watchedSeconds: 10 });
    if (early.ok)
      await expect(verifySessionToken(early.token, after(539 + 599))).resolves.toMatchObject({ eventDayId });
  });

  test('stops the older device at its next beat', async () => {
    const { viewer, eventDayId } = await ticketHolder();
    const claims = await claimsOf((await open(viewer, eventDayId)).token);
    await open(viewer, eventDayId);
    const stopped = await keepAlive(testDb.db, claims, {
      beat,
      country: undefined,
      userAgent: null,
      now: after(30),
    });
    expect(stopped).toMatchObject({ ok: false, reason: 'session_taken_over' });
  });

  test('stops within one beat of a refund', async () => {
    const { viewer, eventDayId, intent } = await ticketHolder();
    const claims = await claimsOf((await open(viewer, eventDayId)).token);
    await stripeAtTwin().refunds.create({ payment_intent: intent });
    await syncPayment(testDb.db, intent, { now });
    const stopped = await keepAlive(testDb.db, claims, {
      beat,
      country: undefined,
      userAgent: null,
      now: after(30),
    });
    expect(stopped).toMatchObject({ ok: false, reason: 'entitlement_revoked' });
    expect(await openRows(viewer)).toEqual([]);
  });

  test('stops when the rights were taken by any other hand', async () => {
    const { viewer, eventDayId } = await ticketHolder();
    const claims = await claimsOf((await open(viewer, eventDayId)).token);
    await testDb.db
      .update(entitlements)
      .set({ state: 'suspended' })
      .where(eq(entitlements.viewerId, viewer.id));
    expect(
      await keepAlive(testDb.db, claims, { beat, country: undefined, userAgent: null, now: after(30) }),
    ).toMatchObject({
      reason: 'entitlement_revoked',
    });
  });

  test('ends the session of a page that goes away', async () => {
    const { viewer, eventDayId } = await ticketHolder();
    const claims = await claimsOf((await open(viewer, eventDayId)).token);
    await keepAlive(testDb.db, claims, {
      beat: { ...beat, leaving: true },
      country: undefined,
      userAgent: null,
      now: after(5),
    });
    expect(await openRows(viewer)).toEqual([]);
    expect(
      await keepAlive(testDb.db, claims, { beat, country: undefined, userAgent: null, now: after(30) }),
    ).toMatchObject({
      reason: 'session_closed',
    });
  });

  test('no token outlives the day', async () => {
    const { viewer, eventDayId } = await ticketHolder();
    const token = (await open(viewer, eventDayId)).token;
    const claims = await claimsOf(token);
    const lastMinute = new Date(claims.until.getTime() - 60_000);
    const renewed = await keepAlive(testDb.db, claims, {
      beat,
      country: undefined,
      userAgent: null,
      now: lastMinute,
    });
    if (!renewed.ok) throw new Error(renewed.reason);
    await expect(verifySessionToken(renewed.token, claims.until)).rejects.toMatchObject({
      code: 'token_expired',
    });
  });
});
