import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent } from '@/lib/db/test-rows';
import { keySystems } from '@/lib/domain/key-system';
import { widevineChallenge } from '@/lib/playback/test-challenge';
import { breakVendor, newChannel, vendorRequestCount } from '@/lib/playback/test-channel';
import { checkLicenses, type LicensePlace } from './check-licenses';
import { startTestPortal, type TestServer } from './test-portal';

let database: TestDatabase;
let portal: TestServer;
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db: database.db, now: new Date() }) }));
vi.mock('@/lib/auth/viewer', async (original) => ({
  ...(await original<object>()),
  currentViewer: () => Promise.resolve(undefined),
}));
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  database = await createTestDatabase();
  portal = await startTestPortal();
});
afterAll(async () => {
  await portal.close();
  await database.close();
});

async function testDay(access: 'open' | 'ticket' = 'open') {
  const { name, kids } = await newChannel();
  const days = [{ access, kids, contentIds: [name], keySystems }];
  const { dayIds } = await writeEvent(database.db, new Date(), days);
  const place: LicensePlace = {
    appUrl: portal.url,
    testDayId: dayIds[0] ?? '',
    kids,
    showKeySystems: keySystems,
    recorded: {},
    twinKeySystems: keySystems,
  };
  const [first] = kids;
  if (first === undefined) throw new Error('no key');
  return { place, kids, first };
}

const summary = async (place: LicensePlace) =>
  (await checkLicenses(place)).map(({ what, result, found }) => `${result} ${what}: ${found}`);

test('every key system gets its certificate and one license, from its vendor', async () => {
  const { place, first } = await testDay();
  const lines = await checkLicenses(place);
  expect(lines.map(({ result, what }) => `${result} ${what}`)).toEqual([
    'go test playback opens a session',
    'go widevine: certificate',
    'go widevine: a license for the test day',
    'go playready: a license for the test day',
    'go fairplay: certificate',
    'go fairplay: a license for the test day',
    'go clearkey: a license for the test day',
  ]);
  expect(await vendorRequestCount(first)).toBe(4);
});

test('a vendor that refuses our credentials is no-go', async () => {
  const { place, first } = await testDay();
  await breakVendor(first, '401', 4);
  const lines = await summary(place);
  expect(lines).toContain('no_go clearkey: a license for the test day: 502 drm_unauthorized');
});

test('a real vendor may refuse a device that does not exist, not one that was recorded', async () => {
  const { place, kids, first } = await testDay();
  const refusing = () => breakVendor(first, '403', 4);
  const widevineOf = (lines: readonly string[]) => lines.find((line) => line.includes('widevine: a license'));
  await refusing();
  expect(widevineOf(await summary({ ...place, twinKeySystems: [] }))).toMatch(/^not_checked/);
  await refusing();
  expect(widevineOf(await summary(place))).toMatch(/^no_go .*502 drm_refused$/);
  await refusing();
  const recorded = { widevine: widevineChallenge({ kids }) };
  expect(widevineOf(await summary({ ...place, twinKeySystems: [], recorded }))).toMatch(/^no_go/);
  await breakVendor(first, '403', 0);
  expect(widevineOf(await summary({ ...place, twinKeySystems: [], recorded }))).toMatch(/^go/);
});

test('a challenge of another show’s keys is refused by the portal: no-go', async () => {
  const { place } = await testDay();
  const foreign = await testDay();
  expect(await summary({ ...place, kids: foreign.kids })).toContain(
    'no_go clearkey: a license for the test day: 403 unknown_key',
  );
});

test('a day that is not open, or unknown, is no-go', async () => {
  const { place } = await testDay('ticket');
  expect(await summary(place)).toEqual(['no_go test playback opens a session: 401 not_signed_in']);
  expect(await summary({ ...place, testDayId: 'day_0000000000' })).toEqual([
    expect.stringMatching(/^no_go test playback opens a session: 40[04]/),
  ]);
});

test('what the show offers and the test day does not is no-go', async () => {
  const { name, kids } = await newChannel();
  const days = [{ access: 'open' as const, kids, contentIds: [name] }];
  const { dayIds } = await writeEvent(database.db, new Date(), days);
  const { place } = await testDay();
  expect(
    await summary({ ...place, kids, testDayId: dayIds[0] ?? '', showKeySystems: ['clearkey', 'fairplay'] }),
  ).toContain('no_go fairplay: a license for the test day: the show offers it and the test day does not');
});
