import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { events } from '@/lib/db/schema/catalog';
import { entitlements } from '@/lib/db/schema/sales';
import { playbackSessions } from '@/lib/db/schema/playback';
import type { Kid } from '@/lib/domain/kid';
import { type KeySystem, keySystems } from '@/lib/domain/key-system';
import { type PsshNames, requestId } from '@/lib/drm/challenge/test-widevine';
import { keepAlive } from '@/lib/playback/keep-alive';
import { openSession } from '@/lib/playback/open-session';
import { verifySessionToken } from '@/lib/playback/session-token';
import { readWidevineLicense } from '@/lib/drm/reply/widevine';
import { challengeFor, widevineChallenge, widevineFollowUp } from '@/lib/playback/test-challenge';
import { vendorRequestCount } from '@/lib/playback/test-channel';
import {
  ask,
  binding,
  closeLicenseDesk,
  now,
  openFor,
  openLicenseDesk,
  problemOf,
  type Show,
  testDb,
  watchingViewer,
} from './test-license-desk';

beforeAll(openLicenseDesk);
afterAll(closeLicenseDesk);

const show = () => watchingViewer({ keySystems });
const both = async () => [await show(), await show()] as const;
const firstKid = ({ kids }: Show): Kid => {
  const [kid] = kids;
  if (kid === undefined) throw new Error('no key id');
  return kid;
};

type Body = Uint8Array<ArrayBuffer>;

async function expectUnknownKey(
  { token, kids }: Pick<Show, 'token' | 'kids'>,
  { keySystem, body, headers = {} }: { keySystem: KeySystem; body: Body; headers?: Record<string, string> },
): Promise<void> {
  expect(await problemOf(await ask({ token, body, keySystem, headers }))).toEqual([403, 'unknown_key']);
  for (const kid of kids) expect(await vendorRequestCount(kid)).toBe(0);
}

describe('1 and 2: a ticket never gets a key or content id of another event, and the vendor is not even asked', () => {
  test.each(['widevine', 'playready', 'clearkey'] as const)(
    '%s: alone, and mixed with its own',
    async (keySystem) => {
      const [own, other] = await both();
      for (const kids of [other.kids, [...own.kids, ...other.kids]]) {
        await expectUnknownKey({ ...own, kids }, { keySystem, body: await challengeFor(keySystem, kids) });
      }
    },
  );

  test('FairPlay: the claimed key is checked, and without a claim the server chooses its own', async () => {
    const [own, other] = await both();
    const body = await challengeFor('fairplay', other.kids);
    const headers = { 'stagedoor-key-id': firstKid(other) };
    await expectUnknownKey({ ...own, kids: other.kids }, { keySystem: 'fairplay', body, headers });
    // What is sealed in the SPC only the vendor can read: our token names our keys, so it refuses.
    expect(await problemOf(await ask({ token: own.token, body, keySystem: 'fairplay' }))).toEqual([
      502,
      'drm_refused',
    ]);
  });

  const disguises: [string, (own: Show, other: Show) => readonly PsshNames[]][] = [
    ['a second PSSH', (own, other) => [{ kids: own.kids }, { kids: other.kids }]],
    ['our key beside the other content id', (own, other) => [{ kids: own.kids, contentId: other.contentId }]],
    ['the other content id alone', (_own, other) => [{ contentId: other.contentId }]],
    ['our content id beside the other key', (own, other) => [{ kids: other.kids, contentId: own.contentId }]],
  ];
  test.each(disguises)('Widevine: %s', async (_name, names) => {
    const [own, other] = await both();
    const body = widevineChallenge(...names(own, other));
    await expectUnknownKey(
      { token: own.token, kids: [...own.kids, ...other.kids] },
      { keySystem: 'widevine', body },
    );
  });

  test('Widevine: the day’s own content id alone is answered with the day’s keys', async () => {
    const own = await show();
    const body = widevineChallenge({ contentId: own.contentId });
    const response = await ask({ token: own.token, body, keySystem: 'widevine' });
    expect(response.status).toBe(200);
    const grant = readWidevineLicense(new Uint8Array(await response.arrayBuffer()));
    expect(grant?.kids.toSorted()).toEqual(own.kids.toSorted());
  });
});

describe('4: a renewal or release passes only with the request id first seen in the same session', () => {
  async function licensed(): Promise<{ own: Show; receipt: string }> {
    const own = await show();
    const response = await ask({ token: own.token, body: widevineChallenge(own), keySystem: 'widevine' });
    expect(response.status).toBe(200);
    return { own, receipt: response.headers.get('stagedoor-license-receipt') ?? '' };
  }

  test('its own, with the receipt of the first license', async () => {
    const { own, receipt } = await licensed();
    const headers = { 'stagedoor-license-receipts': receipt };
    for (const type of [2, 3] as const) {
      const body = widevineFollowUp(own.kids, { type });
      expect((await ask({ token: own.token, body, keySystem: 'widevine', headers })).status).toBe(200);
    }
  });

  test('without a receipt, with a foreign one, or for another request id', async () => {
    const { own, receipt } = await licensed();
    const stranger = await licensed();
    const asked = await vendorRequestCount(firstKid(own));
    const cases = [
      [own.token, '', requestId],
      [own.token, stranger.receipt, requestId],
      [own.token, receipt, 'ffffffffffffffffffffffffffffffff'],
      [stranger.own.token, receipt, requestId],
    ] as const;
    for (const [token, receipts, id] of cases) {
      const headers = { 'stagedoor-license-receipts': receipts };
      const body = widevineFollowUp(own.kids, { id });
      expect(await problemOf(await ask({ token, body, keySystem: 'widevine', headers }))).toEqual([
        403,
        'unknown_key',
      ]);
    }
    expect(await vendorRequestCount(firstKid(own))).toBe(asked);
  });

  test('the same viewer’s newer session does not inherit it', async () => {
    const { own, receipt } = await licensed();
    const token = await openFor(own.viewer, own.eventDayId);
    const headers = { 'stagedoor-license-receipts': receipt };
    const body = widevineFollowUp(own.kids);
    expect(await problemOf(await ask({ token, body, keySystem: 'widevine', headers }))).toEqual([
      403,
      'unknown_key',
    ]);
  });
});

describe('5: after a refund, a kick or the end the next first request and the next renewal fail', () => {
  const ends: [string, string, (own: Show) => Promise<unknown>][] = [
    [
      'refund',
      'entitlement_revoked',
      (own) =>
        testDb()
          .db.update(entitlements)
          .set({ state: 'revoked' })
          .where(eq(entitlements.viewerId, own.viewer.id)),
    ],
    ['another device', 'session_taken_over', (own) => openFor(own.viewer, own.eventDayId)],
    [
      'sign-out of the device',
      'session_closed',
      (own) =>
        testDb()
          .db.update(playbackSessions)
          .set({ closedAt: now, closeReason: 'left' })
          .where(eq(playbackSessions.viewerId, own.viewer.id)),
    ],
  ];
  test.each(ends)('%s → %s', async (_name, code, end) => {
    const own = await show();
    const first = await ask({ token: own.token, body: widevineChallenge(own), keySystem: 'widevine' });
    const headers = { 'stagedoor-license-receipts': first.headers.get('stagedoor-license-receipt') ?? '' };
    await end(own);
    for (const body of [widevineChallenge(own), widevineFollowUp(own.kids)]) {
      const response = await ask({ token: own.token, body, keySystem: 'widevine', headers });
      expect(await problemOf(response)).toEqual([403, code]);
    }
  });
});

test('the license time of the day’s policy is what the vendor grants, cut at the end of the day', async () => {
  const own = await show();
  await testDb()
    .db.update(events)
    .set({ playbackPolicy: { licenseSeconds: 300 } })
    .where(eq(events.id, own.eventId));
  const token = await openFor(own.viewer, own.eventDayId);
  const response = await ask({ token, body: widevineChallenge(own), keySystem: 'widevine' });
  const grant = readWidevineLicense(new Uint8Array(await response.arrayBuffer()));
  expect(grant).toMatchObject({ licenseSeconds: 300, canPersist: false, kids: own.kids });
});

describe('the country rule of an event, by the header of our own front', () => {
  async function showOnlyIn(unknown: 'allow' | 'refuse'): Promise<Show> {
    const own = await show();
    const countryRule = { mode: 'only', countries: ['JP'], unknown } as const;
    await testDb().db.update(events).set({ countryRule }).where(eq(events.id, own.eventId));
    return own;
  }
  const askFrom = async (own: Show, headers: Record<string, string>) =>
    ask({ token: own.token, body: await challengeFor('clearkey', own.kids), headers });

  test('decides each license; any other header says nothing', async () => {
    const own = await showOnlyIn('refuse');
    expect((await askFrom(own, { 'cloudfront-viewer-country': 'JP' })).status).toBe(200);
    for (const headers of [{ 'cloudfront-viewer-country': 'US' }, { 'x-country': 'JP' }, {}]) {
      expect(await problemOf(await askFrom(own, headers))).toEqual([403, 'region_blocked']);
    }
    expect((await askFrom(await showOnlyIn('allow'), {})).status).toBe(200);
  });

  test('decides who may open a session, and ends it at the next beat', async () => {
    const own = await showOnlyIn('refuse');
    const { db } = testDb();
    const opening = { eventDayId: own.eventDayId, device: 'test', binding, country: 'US', now };
    expect(await openSession(db, own.viewer, opening)).toMatchObject({ ok: false, reason: 'region_blocked' });
    const beat = { watchedSeconds: 1, stalls: 0, leaving: false };
    const claims = await verifySessionToken(own.token, now);
    const beaten = await keepAlive(db, claims, { beat, country: 'US', userAgent: null, now });
    expect(beaten).toMatchObject({ ok: false, reason: 'region_blocked' });
  });
});
