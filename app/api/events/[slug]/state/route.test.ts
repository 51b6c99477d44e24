import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { events, ticketTypes } from '@/lib/db/schema/catalog';
import { announcements } from '@/lib/db/schema/operations';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent, writeTicketType } from '@/lib/db/test-rows';
import { GET, POST } from './route';

const now = new Date('2030-05-01T10:00:00Z');
let database: TestDatabase;
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db: database.db, now }) }));

let event: TestEvent;
let ticketTypeId: string;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  database = await createTestDatabase();
  event = await writeEvent(database.db, now, [{}, { startMinute: 1440 }, { access: 'open' }]);
  ticketTypeId = await writeTicketType(database.db, { event, now, capacity: 10, days: [0] });
});
afterAll(() => database.close());

const stateOf = (slug: string) =>
  GET(new Request(`http://localhost/api/events/${slug}/state`), { params: Promise.resolve({ slug }) });

describe('200', () => {
  test('phases of the ticketed days and the server’s time, in a form that browsers do not keep and caches do', async () => {
    const response = await stateOf(event.slug);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe(
      'public, max-age=0, s-maxage=5, stale-while-revalidate=4, stale-if-error=600',
    );
    expect(response.headers.has('set-cookie')).toBe(false);
    expect(await response.json()).toEqual({
      serverTime: now.toISOString(),
      days: [
        { id: event.dayIds[0], phase: 'live', startJitterSeconds: 0 },
        { id: event.dayIds[1], phase: 'before', startJitterSeconds: 0 },
      ],
      tickets: [{ id: ticketTypeId, availability: 'available' }],
      announcements: [],
    });
  });

  test('the announcements that hold now, warnings first, and no others', async () => {
    const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
    const one = (id: string, from: number, to: number, severity: 'info' | 'warning' = 'info') => ({
      id,
      eventId: event.eventId,
      severity,
      audience: 'all' as const,
      text: { ja: id, en: id },
      startsAt: minutes(from),
      endsAt: minutes(to),
    });
    await database.db
      .insert(announcements)
      .values([one('now', -5, 5), one('grave', -1, 5, 'warning'), one('over', -9, -1), one('later', 1, 5)]);
    const state: unknown = await (await stateOf(event.slug)).json();
    expect(state).toMatchObject({ announcements: [{ id: 'grave', audience: 'all' }, { id: 'now' }] });
  });

  test.each([
    [8, 'available'],
    [9, 'few'],
    [10, 'sold_out'],
  ])('with %i of 10 seats sold the ticket is %s, and no count is told', async (sold, availability) => {
    await database.db.update(ticketTypes).set({ sold }).where(eq(ticketTypes.id, ticketTypeId));
    const state: unknown = await (await stateOf(event.slug)).json();
    expect(state).toMatchObject({ tickets: [{ id: ticketTypeId, availability }] });
    expect(JSON.stringify(state)).not.toMatch(/sold"|capacity|held"/);
  });
});

describe('404 not_found', () => {
  test('an unknown event and a draft look the same, and are not kept', async () => {
    const draft = await writeEvent(database.db, now);
    await database.db.update(events).set({ state: 'draft' }).where(eq(events.id, draft.eventId));
    for (const slug of ['nothing', draft.slug]) {
      const response = await stateOf(slug);
      expect(response.status).toBe(404);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.json()).toMatchObject({ code: 'not_found', status: 404 });
    }
  });
});

describe('405 method_not_allowed', () => {
  test('names the methods there are', () => {
    const response = POST();
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });
});
