import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { ticketTypes } from '@/lib/db/schema/catalog';
import { readEventPlan } from '@/lib/staff/read-event-plan';
import { DEMO_DAY_ON_AIR, DEMO_EVENT_ID } from './demo-event';
import { seedDemo } from './seed';

/** A packager whose channels have one key each. */
const origin = createServer((request, response) => {
  const channel = request.url?.split('/')[2] ?? '';
  const kid = createHash('sha256').update(channel).digest('hex').slice(0, 32);
  response.end(`<MPD cenc:default_KID="${kid}"/>`);
});
let testDb: TestDatabase;
let originUrl = '';
beforeAll(async () => {
  testDb = await createTestDatabase();
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = origin.address();
  originUrl = typeof address === 'object' ? `http://127.0.0.1:${address?.port ?? 0}` : '';
});
afterAll(async () => {
  origin.close();
  await testDb.close();
});

test('the demo’s events are published from their files, on air now; seeding again keeps seats that were sold', async () => {
  const seed = () => seedDemo({ databaseUrl: testDb.url, originUrl, backupOriginUrl: 'http://127.0.0.1:2' });
  const { clearTestHlsUrl } = await seed();
  expect(clearTestHlsUrl).toMatch(/\/live\/minato-test\/\d+-\d+\/clear\/master\.m3u8$/);
  await testDb.db.update(ticketTypes).set({ sold: 3 }).where(eq(ticketTypes.id, 'tkt_minato_2'));
  await seed();
  const [type] = await testDb.db.select().from(ticketTypes).where(eq(ticketTypes.id, 'tkt_minato_2'));
  expect(type).toMatchObject({ sold: 3, priceMinor: 2500 });
  const stored = await readEventPlan(testDb.db, proveStaff('editor@example.jp'), DEMO_EVENT_ID);
  expect(stored?.plan).toMatchObject({ state: 'published', days: { length: 4 }, ticketTypes: { length: 4 } });
  const onAir = stored?.plan.days.find(({ id }) => id === DEMO_DAY_ON_AIR);
  expect(onAir?.manifestUrl).toContain(`${originUrl}/live/minato-day2/`);
  expect(onAir?.kids).toHaveLength(1);
  const { rows } = await testDb.db.execute(
    sql`select id from event_days where starts_at <= now() and now() < ends_at and access = 'ticket'`,
  );
  expect(rows).toEqual([{ id: DEMO_DAY_ON_AIR }]);
});
