import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { claimLinks, staffActs } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeTicketType } from '@/lib/db/test-rows';
import { COMP_LINK_MS } from '@/lib/domain/claim-link';
import { compLimit } from '@/lib/domain/staff-role';
import { compsLeft, grantComp } from '@/lib/staff/grant-comp';
import { withdrawComp } from '@/lib/staff/withdraw-comp';

const now = new Date('2026-10-03T09:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

const operator = () => proveStaff(`${randomUUID()}@example.jp`, { roles: ['operator'], signedInAt: now });

async function offer({ startMinute = 30 * 24 * 60, capacity = 10 } = {}) {
  const event = await writeEvent(testDb.db, now, [{ startMinute }]);
  return writeTicketType(testDb.db, { event, now, capacity });
}

const grant = (
  staff: ReturnType<typeof operator>,
  ticketTypeId: string,
  at = now,
  key: string = randomUUID(),
) =>
  grantComp(testDb.db, staff, {
    key,
    reason: 'press',
    ticketTypeId,
    to: 'press@example.jp',
    locale: 'ja',
    now: at,
  });

test('more presses at once than the role allows in 24 hours: exactly the limit is given', async () => {
  const staff = operator();
  const type = await offer();
  const limit = compLimit(staff.roles);
  const results = await Promise.all(Array.from({ length: limit + 5 }, () => grant(staff, type)));
  expect(results.filter(({ ok }) => ok)).toHaveLength(limit);
  expect(results.filter((result) => !result.ok && result.reason === 'limit_reached')).toHaveLength(5);
  expect(await testDb.db.$count(claimLinks, eq(claimLinks.issuedBy, staff.email))).toBe(limit);
  expect(await testDb.db.$count(staffActs, eq(staffActs.staffEmail, staff.email))).toBe(limit);
  expect(await compsLeft(testDb.db, staff, later(23))).toBe(0);
  expect(await grant(staff, type, later(24))).toMatchObject({ ok: true });
});

test('the same press twice is one link and one audit row', async () => {
  const staff = operator();
  const type = await offer();
  const key = randomUUID();
  await Promise.all([grant(staff, type, now, key), grant(staff, type, now, key)]);
  expect(await testDb.db.$count(claimLinks, eq(claimLinks.issuedBy, staff.email))).toBe(1);
  expect(await testDb.db.$count(staffActs, eq(staffActs.staffEmail, staff.email))).toBe(1);
});

test('a link ends with the last day or after 14 days, whichever is first; after the last day there is none', async () => {
  const endOf = async (startMinute: number) => {
    const staff = operator();
    await grant(staff, await offer({ startMinute }));
    const [link] = await testDb.db.select().from(claimLinks).where(eq(claimLinks.issuedBy, staff.email));
    return link?.expiresAt;
  };
  expect(await endOf(60)).toEqual(later(3));
  expect(await endOf(30 * 24 * 60)).toEqual(new Date(now.getTime() + COMP_LINK_MS));
  expect(await grant(operator(), await offer({ startMinute: -121 }))).toEqual({
    ok: false,
    reason: 'event_over',
  });
});

test('only who may give, and only what can be given', async () => {
  const type = await offer();
  const support = proveStaff('support@example.jp', { roles: ['support'], signedInAt: now });
  await expect(grant(support, type)).rejects.toThrow(/grant_comp/);
  await expect(grant(operator(), 'tkt_none')).rejects.toThrow(/ticket type/);
});

test('a link is withdrawn once', async () => {
  const staff = operator();
  await grant(staff, await offer());
  const [link] = await testDb.db.select().from(claimLinks).where(eq(claimLinks.issuedBy, staff.email));
  const withdraw = () =>
    withdrawComp(testDb.db, staff, {
      key: randomUUID(),
      reason: 'wrong address',
      linkId: link?.id ?? '',
      now,
    });
  expect(await withdraw()).toMatchObject({ ok: true });
  expect(await withdraw()).toEqual({ ok: false, reason: 'not_open' });
});
