import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import en from '@/messages/en.json';
import ja from '@/messages/ja.json';
import { staffAlerts } from '@/lib/db/schema/operations';
import { keySystems } from '@/lib/domain/key-system';
import { challengeFor } from '@/lib/playback/test-challenge';
import { breakVendor, vendorRequestCount } from '@/lib/playback/test-channel';
import {
  ask,
  closeLicenseDesk,
  openLicenseDesk,
  problemOf,
  testDb,
  watchingViewer,
} from './test-license-desk';

beforeAll(openLicenseDesk);
afterAll(closeLicenseDesk);

/** Each fault of the vendor → the status and code that the viewer gets, for every key system. */
const faults = [
  ['401', 502, 'drm_unauthorized'],
  ['403', 502, 'drm_refused'],
  ['redirect', 502, 'drm_refused'],
  ['500', 502, 'drm_failed'],
  ['reset', 502, 'drm_failed'],
  ['huge', 502, 'drm_failed'],
  ['empty_200', 502, 'drm_empty'],
  ['html_200', 502, 'drm_unreadable'],
  ['garbage', 502, 'drm_unreadable'],
  ['hang', 504, 'drm_timeout'],
  ['slow_body', 504, 'drm_timeout'],
] as const;

const table = keySystems.flatMap((keySystem) =>
  faults.map(([kind, status, code]) => {
    // A PlayReady server's 500 is a SOAP fault, its answer to a bad challenge too.
    return keySystem === 'playready' && kind === '500'
      ? ([keySystem, kind, 502, 'drm_refused'] as const)
      : ([keySystem, kind, status, code] as const);
  }),
);

/** No viewer and no waiting mends these. */
const needsStaff: readonly string[] = ['drm_unauthorized', 'drm_refused'];

async function alertsAbout(code: string, eventDayId: string, keySystem: string): Promise<number> {
  const key = `${code}:${eventDayId}:${keySystem}`;
  return testDb().db.$count(staffAlerts, eq(staffAlerts.dedupeKey, key));
}

describe('each fault of a vendor has a status, a code and words of its own', () => {
  test.concurrent.each(table)('%s: %s → %i %s', async (keySystem, kind, status, code) => {
    const { token, kids, eventDayId } = await watchingViewer({ keySystems });
    const [kid] = kids;
    if (kid === undefined) throw new Error('no key id');
    const body = await challengeFor(keySystem, [kid]);
    const headers = { 'stagedoor-key-id': kid };
    await breakVendor(kid, kind);
    const answer = await ask({ token, body, keySystem, headers });
    expect(answer.headers.get('server-timing')).toMatch(/drm;dur=.*total;dur=/);
    expect(await problemOf(answer)).toEqual([status, code]);
    expect(await alertsAbout(code, eventDayId, keySystem)).toBe(needsStaff.includes(code) ? 1 : 0);
    expect(await vendorRequestCount(kid), 'asked once, never again').toBe(1);
    expect((await ask({ token, body, keySystem, headers })).status).toBe(200);
    expect(
      [ja.fault[code].title, ja.fault[code].text, en.fault[code].text].every((text) => text !== ''),
    ).toBe(true);
  });
});

describe('a license that grants too much is withheld and alarmed', () => {
  test.each(['overbroad', 'persistent', 'too_long'])('%s', async (kind) => {
    const { token, kids, eventDayId } = await watchingViewer({ keySystems });
    const [kid] = kids;
    if (kid === undefined) throw new Error('no key id');
    const body = await challengeFor('widevine', [kid]);
    await breakVendor(kid, kind);
    expect(await problemOf(await ask({ token, body, keySystem: 'widevine' }))).toEqual([
      502,
      'drm_overbroad',
    ]);
    expect(await alertsAbout('drm_overbroad', eventDayId, 'widevine')).toBe(1);
  });
});
