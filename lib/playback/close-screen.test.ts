import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '@/lib/auth/viewer';
import { playbackSessions } from '@/lib/db/schema/playback';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeViewer } from '@/lib/db/test-rows';
import { newId } from '@/lib/ids';
import { closeScreen } from '@/lib/playback/close-screen';
import { listScreens } from '@/lib/playback/list-screens';

const now = new Date('2026-10-03T09:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
let testDb: TestDatabase;
let eventDayId: string;

beforeAll(async () => {
  testDb = await createTestDatabase();
  const event = await writeEvent(testDb.db, now);
  eventDayId = event.dayIds[0] ?? '';
});
afterAll(() => testDb.close());

async function playOn(viewer: Viewer, browser: string, { slot = 1, lastBeatAt = ago(30) } = {}) {
  const id = newId('pbs');
  await testDb.db.insert(playbackSessions).values({
    ...{ id, viewerId: viewer.id, eventDayId, slot, browser, device: iphone },
    ...{ openedAt: ago(7200 - slot), lastBeatAt },
  });
  return id;
}

const shown = async (viewer: Viewer) => listScreens(testDb.db, viewer, { browser: 'phone', now });

test('lists the screens that are heard of, in words, and knows the one that asks', async () => {
  const viewer = await writeViewer(testDb.db);
  const sessionId = await playOn(viewer, 'phone');
  await playOn(viewer, 'old tablet', { slot: 2, lastBeatAt: ago(3600) });
  expect(await shown(viewer)).toEqual([
    { sessionId, eventDayId, device: 'iPhone · Safari', since: ago(7199), isThisBrowser: true },
  ]);
});

test('a viewer stops own screens, never another’s', async () => {
  const [viewer, stranger] = [await writeViewer(testDb.db), await writeViewer(testDb.db)];
  const sessionId = await playOn(viewer, 'television');
  await closeScreen(testDb.db, stranger, { sessionId, now });
  expect(await shown(viewer)).toHaveLength(1);
  await closeScreen(testDb.db, viewer, { sessionId, now });
  expect(await shown(viewer)).toEqual([]);
});
