import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { staffAlerts } from '@/lib/db/schema/operations';
import { staffActs } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { resolveAlert } from '@/lib/staff/resolve-alert';
import { before, dayOnAir, now, writeOrder } from '@/lib/staff/test-board';

let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

test('an alert is resolved once, with its order in the audit row; by whom it is not allowed it is not there', async () => {
  const { db } = testDb;
  const order = await writeOrder(db, await dayOnAir(db));
  const alert = `refund_failed:${randomUUID()}`;
  const row = { dedupeKey: alert, kind: 'refund_failed' as const, detail: 'came back', createdAt: before(5) };
  await db.insert(staffAlerts).values({ ...row, orderId: order.id });
  const support = proveStaff('support@example.jp', { roles: ['support'] });
  const operator = proveStaff('op@example.jp', { roles: ['operator'] });
  const wish = { alert, key: randomUUID(), reason: 'paid by hand', now };
  await expect(resolveAlert(db, support, wish)).rejects.toMatchObject({ code: 'not_found' });
  expect(await resolveAlert(db, operator, wish)).toMatchObject({ ok: true, isRepeat: false });
  expect(await resolveAlert(db, operator, wish)).toMatchObject({ ok: true, isRepeat: true });
  const again = { ...wish, key: randomUUID() };
  expect(await resolveAlert(db, operator, again)).toEqual({ ok: false, reason: 'resolved' });
  const acts = await db.select().from(staffActs).where(eq(staffActs.subject, alert));
  expect(acts).toMatchObject([{ power: 'resolve_alerts', orderId: order.id, reason: 'paid by hand' }]);
});
