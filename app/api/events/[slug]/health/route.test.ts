import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { eventDays, events } from '@/lib/db/schema/catalog';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent } from '@/lib/db/test-rows';
import { GET, POST } from './route';

const now = new Date('2030-05-01T10:00:00Z');
let database: TestDatabase;
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db: database.db, now }) }));

let event: TestEvent;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  database = await createTestDatabase();
  event = await writeEvent(database.db, now, [{}, { startMinute: 1440 }, { access: 'open' }]);
});
afterAll(() => database.close());

const healthOf = (slug: string) =>
  GET(new Request(`http://localhost/api/events/${slug}/health`), { params: Promise.resolve({ slug }) });

describe('200', () => {
  test('the open ticketed days, in a form that browsers do not keep and caches do for five seconds', async () => {
    const response = await healthOf(event.slug);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=3, stale-if-error=30');
    expect(response.headers.has('set-cookie')).toBe(false);
    const [id] = event.dayIds;
    expect(await response.json()).toEqual({
      serverTime: now.toISOString(),
      days: [{ id, feed: 'unknown', license: 'unknown', portal: 'unknown', byFamily: {} }],
    });
  });

  test('an event with no open day has an empty digest', async () => {
    const over = await writeEvent(database.db, now);
    await database.db.delete(eventDays).where(eq(eventDays.eventId, over.eventId));
    expect(await (await healthOf(over.slug)).json()).toMatchObject({ days: [] });
  });
});

describe('404 not_found', () => {
  test('an unknown event and a draft look the same, and are not kept', async () => {
    const draft = await writeEvent(database.db, now);
    await database.db.update(events).set({ state: 'draft' }).where(eq(events.id, draft.eventId));
    for (const slug of ['nothing', draft.slug]) {
      const response = await healthOf(slug);
      expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store']);
    }
  });
});

test('405 names the methods there are', () => {
  expect([POST().status, POST().headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});
