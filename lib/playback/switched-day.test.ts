import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { showSwitches } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent } from '@/lib/db/test-rows';
import { keySystems } from '@/lib/domain/key-system';
import type { ShowPosition } from '@/lib/domain/show-switch';
import { answerLicense } from '@/lib/playback/answer-license';
import { keepAlive } from '@/lib/playback/keep-alive';
import { openSession } from '@/lib/playback/open-session';
import { verifyOutdatedToken } from '@/lib/playback/session-token';
import { challengeFor } from '@/lib/playback/test-challenge';
import { newChannel } from '@/lib/playback/test-channel';

const now = new Date();
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
let testDb: TestDatabase;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

/** Someone in the lobby: doors open in half an hour, the show ends in three and a half hours, with its grace. */
async function inLobby() {
  const channel = await newChannel();
  const { kids, name } = channel;
  const day = { access: 'open', keySystems, kids, contentIds: [name], startMinute: 90 } as const;
  const eventDayId = (await writeEvent(testDb.db, now, [day])).dayIds[0] ?? '';
  const ask = { eventDayId, device: 'test', binding: 'browser', country: undefined, now };
  const opened = await openSession(testDb.db, undefined, ask);
  if (!opened.ok) throw new Error(opened.reason);
  let token = opened.session.token;
  return {
    switchTo: (position: ShowPosition, switchedAt: Date) =>
      testDb.db
        .insert(showSwitches)
        .values({ eventDayId, position, switchedBy: 'desk@example.jp', switchedAt }),
    /** What the server says to a beat and to a license request at that moment. */
    at: async (moment: Date) => {
      const beat = { watchedSeconds: 60, stalls: 0, leaving: false };
      const claims = await verifyOutdatedToken(token, moment);
      const alive = await keepAlive(testDb.db, claims, {
        beat,
        country: undefined,
        userAgent: null,
        now: moment,
      });
      if (alive.ok) token = alive.token;
      const headers = new Headers({ authorization: `Bearer ${token}` });
      const body = await challengeFor('clearkey', kids);
      const license = await answerLicense(testDb.db, { keySystem: 'clearkey', headers, body }, moment);
      const code = /"code":"(\w+)"/.exec(String(license.body))?.[1];
      // The vendor's twin lives by the real clock: that it was asked is all that counts here.
      const isAsked = code === undefined || code.startsWith('drm_');
      return { beat: alive.ok ? 'ok' : alive.reason, license: isAsked ? 'asked' : code };
    },
  };
}

test('held before doors: past their time the lobby beats on, and licenses wait', async () => {
  const { switchTo, at } = await inLobby();
  await switchTo('hold', after(20));
  expect(await at(after(60))).toEqual({ beat: 'ok', license: 'too_early' });
  expect(await at(after(600))).toEqual({ beat: 'ok', license: 'too_early' });
  await switchTo('live', after(601));
  expect(await at(after(602))).toEqual({ beat: 'ok', license: 'asked' });
});

test('on air ahead of doors, and past the planned end until it is ended: then at once for everybody', async () => {
  const { switchTo, at } = await inLobby();
  expect(await at(now)).toEqual({ beat: 'ok', license: 'too_early' });
  await switchTo('live', now);
  expect(await at(now)).toEqual({ beat: 'ok', license: 'asked' });
  expect(await at(after(400))).toEqual({ beat: 'ok', license: 'asked' });
  await switchTo('paused', after(401));
  expect(await at(after(402))).toEqual({ beat: 'ok', license: 'asked' });
  await switchTo('ended', after(403));
  expect(await at(after(403))).toMatchObject({ beat: 'ended' });
});

test('ended in the middle it is over, and begins again when it is switched back', async () => {
  const { switchTo, at } = await inLobby();
  expect(await at(after(100))).toEqual({ beat: 'ok', license: 'asked' });
  await switchTo('ended', after(101));
  expect(await at(after(101))).toEqual({ beat: 'ended', license: 'ended' });
  await switchTo('auto', after(102));
  expect(await at(after(102))).toEqual({ beat: 'ok', license: 'asked' });
});
