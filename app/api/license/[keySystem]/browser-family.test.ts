import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { licenseDecisions } from '@/lib/db/schema/playback';
import { keepAlive } from '@/lib/playback/keep-alive';
import { openSession } from '@/lib/playback/open-session';
import { verifySessionToken } from '@/lib/playback/session-token';
import { clearKeyChallenge } from '@/lib/playback/test-channel';
import {
  ask,
  binding,
  closeLicenseDesk,
  now,
  openLicenseDesk,
  testDb,
  watchingViewer,
} from './test-license-desk';

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0';
const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1';

beforeAll(openLicenseDesk);
afterAll(closeLicenseDesk);

const recorded = async (eventDayId: string) =>
  testDb()
    .db.select({ outcome: licenseDecisions.outcome, family: licenseDecisions.browserFamily })
    .from(licenseDecisions)
    .where(eq(licenseDecisions.eventDayId, eventDayId))
    .orderBy(licenseDecisions.outcome);

test('a license, a refused license, a refused beat and a refused opening are on record with the browser’s family', async () => {
  const { db } = testDb();
  const show = await watchingViewer();
  const asked = { token: show.token, headers: { 'user-agent': firefox } };
  expect((await ask({ ...asked, body: clearKeyChallenge(show.kids) })).status).toBe(200);
  const foreign = await watchingViewer();
  expect((await ask({ ...asked, body: clearKeyChallenge(foreign.kids) })).status).toBe(403);
  const late = new Date(now.getTime() + 24 * 3_600_000);
  const opening = { eventDayId: show.eventDayId, device: iPhone, binding, country: undefined, now: late };
  expect(await openSession(db, show.viewer, opening)).toMatchObject({ reason: 'ended' });
  expect(await recorded(show.eventDayId)).toEqual([
    { outcome: 'ended', family: 'safari_ios' },
    { outcome: 'granted', family: 'firefox' },
    { outcome: 'unknown_key', family: 'firefox' },
  ]);
});

test('so is the beat that tells a player to stop', async () => {
  const { db } = testDb();
  const show = await watchingViewer();
  const claims = await verifySessionToken(show.token, now);
  const beat = { watchedSeconds: 1, stalls: 0, leaving: false };
  const late = new Date(now.getTime() + 24 * 3_600_000);
  await keepAlive(db, claims, { beat, country: undefined, userAgent: firefox, now: late });
  expect(await recorded(show.eventDayId)).toEqual([{ outcome: 'ended', family: 'firefox' }]);
});
