import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openPool } from '@/lib/db/client';
import { announcements } from '@/lib/db/schema/operations';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent } from '@/lib/db/test-rows';
import { GET, POST } from './route';

const now = new Date('2030-05-01T10:00:00Z');
let database: TestDatabase;
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db: database.db, now }) }));

beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  database = await createTestDatabase();
});
afterAll(() => database.close());

describe('200', () => {
  test('what is said to everybody, in a form that browsers do not keep and caches do while we are away', async () => {
    const event = await writeEvent(database.db, now);
    await database.db.insert(announcements).values({
      id: 'ann_1',
      eventId: event.eventId,
      severity: 'warning',
      audience: 'all',
      text: { ja: '復旧中です', en: 'We are on it' },
      startsAt: now,
      endsAt: new Date(now.getTime() + 1000),
    });
    const response = await GET();
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe(
      'public, max-age=0, s-maxage=5, stale-while-revalidate=4, stale-if-error=600',
    );
    expect(response.headers.has('set-cookie')).toBe(false);
    expect(await response.json()).toEqual({
      announcements: [
        {
          id: 'ann_1',
          severity: 'warning',
          audience: 'all',
          text: { ja: '復旧中です', en: 'We are on it' },
          eventTitle: { ja: 'Festival', en: 'Festival' },
        },
      ],
    });
  });
});

test('405 names the methods there are', () => {
  expect([POST().status, POST().headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

describe('503 unavailable', () => {
  test('is not kept, so that a cache goes on with what it has', async () => {
    const { db } = database;
    database = { ...database, db: drizzle(openPool('postgres://nobody@127.0.0.1:1/none', 1)) };
    const response = await GET();
    database = { ...database, db };
    expect(response.status).toBe(503);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ code: 'unavailable' });
  });
});
