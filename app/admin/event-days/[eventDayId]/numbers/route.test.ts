import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { proveStaff, type Staff } from '@/lib/auth/staff';
import { openPool } from '@/lib/db/client';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent } from '@/lib/db/test-rows';
import { isBoardNumbers } from '@/lib/domain/board';
import { hasPower, type StaffPower } from '@/lib/domain/staff-role';
import { Fault } from '@/lib/fault';
import { GET, POST } from './route';

const now = new Date('2030-05-01T10:00:00Z');
let database: TestDatabase;
let staff: Staff | undefined;
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db: database.db, now }) }));
vi.mock('@/lib/auth/staff', async (original) => ({
  ...(await original<object>()),
  requireStaff: (power: StaffPower) => {
    if (staff === undefined || !hasPower(staff.roles, power)) throw new Fault('not_found', 'nobody');
    return staff;
  },
}));

let eventDayId = '';
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  database = await createTestDatabase();
  [eventDayId = ''] = (await writeEvent(database.db, now)).dayIds;
});
afterAll(() => database.close());

let readers = 0;
beforeEach(() => {
  readers += 1;
  staff = proveStaff(`${readers}@example.jp`, { roles: ['support'] });
});

const numbersOf = (query = '', id = eventDayId) =>
  GET(new Request(`http://localhost/admin/event-days/${id}/numbers${query}`), {
    params: Promise.resolve({ eventDayId: id }),
  });

async function problemOf(response: Response) {
  const body: unknown = await response.json();
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return [response.status, typeof body === 'object' && body !== null && 'code' in body && body.code];
}

describe('200', () => {
  test('the board as this build’s page reads it, not to be kept, with the charts where they are asked for', async () => {
    const response = await numbersOf('?minutes=60&chart=1');
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const board: unknown = await response.json();
    expect(isBoardNumbers(board)).toBe(true);
    expect(board).toMatchObject({ asOf: now.toISOString(), window: 60, now: { viewers: { sessions: 0 } } });
    expect(board).toHaveProperty('chart.length', 180);
    expect(await (await numbersOf()).json()).toMatchObject({ window: 15, chart: null });
  });
});

test.each(['?minutes=7', '?minutes=', '?chart=2', '?who=all', '?minutes=15%20or%201=1'])(
  '400 bad_request for %s',
  async (query) => {
    expect(await problemOf(await numbersOf(query))).toEqual([400, 'bad_request']);
  },
);

describe('404 not_found', () => {
  test('for whoever is no staff, with whatever they ask', async () => {
    staff = undefined;
    for (const query of ['', '?minutes=7']) {
      expect(await problemOf(await numbersOf(query))).toEqual([404, 'not_found']);
    }
  });

  test('for a day that does not exist, or cannot', async () => {
    for (const id of ['day_none', 'day\0', "' or 1=1"]) {
      expect(await problemOf(await numbersOf('', id))).toEqual([404, 'not_found']);
    }
  });
});

test('429 too_many_requests after sixty in a minute by one member of staff, and by nobody else', async () => {
  for (let n = 0; n < 60; n += 1) expect((await numbersOf('?chart=2')).status).toBe(400);
  expect(await problemOf(await numbersOf())).toEqual([429, 'too_many_requests']);
  staff = proveStaff('another@example.jp', { roles: ['support'] });
  expect((await numbersOf()).status).toBe(200);
});

test('503 unavailable while the database is away, with nothing of its words', async () => {
  const pool = openPool('postgres://nobody@127.0.0.1:1/none', 1);
  const there = database;
  database = { ...there, db: drizzle(pool) };
  const response = await numbersOf();
  database = there;
  await pool.end();
  expect(await response.clone().text()).not.toMatch(/ECONNREFUSED|select/);
  expect(await problemOf(response)).toEqual([503, 'unavailable']);
});

test('405 names the methods there are', () => {
  expect([POST().status, POST().headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});
