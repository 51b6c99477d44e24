import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { proveStaff, type Staff } from '@/lib/auth/staff';
import { staffLooks } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent } from '@/lib/db/test-rows';
import { hasPower, type StaffPower } from '@/lib/domain/staff-role';
import { Fault } from '@/lib/fault';
import { GET, HEAD } from './route';

const now = new Date('2026-10-03T22:14:00Z');
let database: TestDatabase;
let event: TestEvent;
let signedIn: Staff | undefined;
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db: database.db, now }) }));
vi.mock('@/lib/auth/staff', async (original) => ({
  ...(await original<object>()),
  requireStaff: async (power: StaffPower) => {
    if (signedIn === undefined || !hasPower(signedIn.roles, power)) throw new Fault('not_found');
    return signedIn;
  },
}));
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  database = await createTestDatabase();
  event = await writeEvent(database.db, now);
});
afterAll(() => database.close());
let members = 0;
beforeEach(() => {
  signedIn = proveStaff(`finance${(members += 1)}@example.jp`, { roles: ['finance'] });
});

const ask = (query = '?header=name', eventId = event.eventId, headers: Record<string, string> = {}) =>
  GET(new Request(`http://localhost:3000/admin/sales/${eventId}/orders.csv${query}`, { headers }), {
    params: Promise.resolve({ eventId }),
  });
const codeOf = async (answer: Response) => z.object({ code: z.string() }).parse(await answer.json()).code;
const looks = async () => (await database.db.select().from(staffLooks)).length;

describe('200', () => {
  test('is a file that nobody keeps, named after the event, the days and the day in its zone', async () => {
    const answer = await ask('?header=name&from=2026-10-01&to=2026-10-31');
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${event.slug}.orders.from-2026-10-01.to-2026-10-31.as-of-2026-10-04.csv"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    // A byte order mark is no text to `text()`.
    expect(await answer.text()).toMatch(/^order_code,order_id,.*,contact_email\r\n$/);
  });
});

describe('400 bad_request', () => {
  test.each(['?header=fr', '?from=2026-02-30', '?from=2026-03-02&to=2026-03-01', '?limit=5'])(
    '%s',
    async (query) => {
      const before = await looks();
      const answer = await ask(query);
      expect([answer.status, await codeOf(answer)]).toEqual([400, 'bad_request']);
      expect(await looks()).toBe(before);
    },
  );
});

describe('a page that opens it', () => {
  test.each(['cross-site', 'same-site'])('400 bad_request for one that is %s, and no look', async (site) => {
    const before = await looks();
    const answer = await ask(undefined, event.eventId, { 'sec-fetch-site': site });
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'bad_request']);
    expect(await looks()).toBe(before);
  });

  test.each(['same-origin', 'none'])('200 for %s: our own link, or one by hand', async (site) => {
    const answer = await ask(undefined, event.eventId, { 'sec-fetch-site': site });
    expect(answer.status).toBe(200);
    await answer.text();
  });
});

describe('404 not_found', () => {
  test.each([undefined, 'support', 'operator'] as const)('for %s', async (role) => {
    signedIn = role === undefined ? undefined : proveStaff('desk@example.jp', { roles: [role] });
    const answer = await ask();
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'not_found']);
  });

  test.each(['evt_none', '%00', '../x'])('for an event %s that is not there', async (eventId) => {
    expect((await ask('', eventId)).status).toBe(404);
  });
});

test('405 for HEAD: it would begin what nobody reads', () => {
  expect([HEAD().status, HEAD().headers.get('allow')]).toEqual([405, 'GET']);
});

test('429 too_many_requests from the eleventh in a minute', async () => {
  for (let count = 0; count < 10; count += 1) await (await ask()).text();
  const answer = await ask();
  expect([answer.status, await codeOf(answer)]).toEqual([429, 'too_many_requests']);
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
});

test('503 unavailable while two others are under way', async () => {
  const [first, second] = [await ask(), await ask()];
  const answer = await ask();
  expect([answer.status, await codeOf(answer), answer.headers.get('retry-after')]).toEqual([
    503,
    'unavailable',
    '10',
  ]);
  await first.body?.cancel();
  await second.body?.cancel();
  const later = await ask();
  expect(later.status).toBe(200);
  await later.body?.cancel();
});
