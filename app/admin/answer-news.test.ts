import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { Fault } from '@/lib/fault';
import { type Story, writeStory } from '@/lib/staff/test-story';
import { answerNews } from './answer-news';

const now = new Date('2026-10-04T00:00:00Z');
let testDb: TestDatabase;
let story: Story;
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db: testDb.db, now }) }));
beforeAll(async () => {
  testDb = await createTestDatabase();
  story = await writeStory(testDb.db, new Date('2026-10-03T08:00:00Z'));
});
afterAll(() => testDb.close());
beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
});

function ask(name: string, parameters = '') {
  return answerNews('test', {
    request: new Request(`http://localhost:3000/admin/orders/x/news${parameters}`),
    staffOf: async () => proveStaff(`${name}@example.jp`, { roles: ['support'] }),
    scope: { orderId: story.orderId },
  });
}

describe('200', () => {
  test('is a version, of the narrowed list where asked, and nothing else; nobody keeps it', async () => {
    const [all, money, odd] = [
      await ask('a'),
      await ask('a', '?kind=money'),
      await ask('a', '?kind=x&before=y'),
    ];
    expect(all.status).toBe(200);
    expect(all.headers.get('cache-control')).toBe('no-store');
    const versions = [await all.json(), await money.json(), await odd.json()];
    expect(versions[0]).toEqual({ version: expect.stringMatching(/^[\w-]{16}$/) });
    expect(versions[1]).not.toEqual(versions[0]);
    expect(versions[2]).toEqual(versions[0]);
  });
});

describe('404', () => {
  test('for who may not look', async () => {
    const request = new Request('http://localhost:3000/admin/orders/x/news');
    const staffOf = () => Promise.reject(new Fault('not_found'));
    const answer = await answerNews('test', { request, staffOf, scope: { orderId: story.orderId } });
    expect(answer.status).toBe(404);
  });
});

describe('404', () => {
  test.each(['a\0', '../x', ''])('for an order %j that can be none', async (orderId) => {
    const request = new Request('http://localhost:3000/admin/orders/x/news');
    const staffOf = async () => proveStaff('made-up@example.jp', { roles: ['support'] });
    for (const scope of [{ orderId }, { viewerId: orderId }])
      expect((await answerNews('test', { request, staffOf, scope })).status).toBe(404);
  });
});

describe('429', () => {
  test('after more questions in a minute than some open tabs ask, for that member of staff alone', async () => {
    const statuses = new Set<number>();
    for (let asked = 0; asked < 121; asked += 1) statuses.add((await ask('busy')).status);
    expect([...statuses]).toEqual([200, 429]);
    expect((await ask('other')).status).toBe(200);
  });
});
