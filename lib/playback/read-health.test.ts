import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent } from '@/lib/db/test-rows';
import { browserFamily } from '@/lib/domain/browser-family';
import type { DayHealth } from '@/lib/domain/health-digest';
import { type QualityMinute, weightOfMinute } from '@/lib/domain/quality-minute';
import { type FaultEvidence, sideOfFault } from '@/lib/domain/side-of-fault';
import { forgetQoe } from '@/lib/playback/forget-qoe';
import { readHealth } from '@/lib/playback/read-health';
import { recordQoe } from '@/lib/playback/record-qoe';
import { type SessionClaims, signSessionToken, verifySessionToken } from '@/lib/playback/session-token';

/** An audience in memory, its beacons through the real use case, and faults; a seconds' clock that is an argument. */
const fault = new Date('2026-10-03T10:00:20Z');
const at = (seconds: number) => new Date(fault.getTime() + seconds * 1000);
const DIGEST_SECONDS = 10;
const AUDIENCE = 500;

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1';
const pixel =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36';
const edge = `${chrome} Edg/141.0.0.0`;
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0';
/** Out of twenty viewers. */
const agents = [
  ...Array(8).fill(chrome),
  ...Array(5).fill(iPhone),
  ...Array(4).fill(pixel),
  edge,
  edge,
  firefox,
];

interface FakeViewer {
  readonly index: number;
  readonly claims: SessionClaims;
  readonly userAgent: string;
}

let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

/** Mulberry32: the same audience each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function claimsFor(eventDayId: string, sessionId: string): Promise<SessionClaims> {
  const token = {
    sessionId,
    eventDayId,
    viewerId: undefined,
    binding: undefined,
    until: at(7200),
    rules: {
      keySystems: [],
      kids: [],
      contentIds: [],
      policy: { licenseSeconds: 300, hdcp: 'none', securityLevel: 'software' },
    },
  } as const;
  return verifySessionToken(await signSessionToken(token, at(0)), at(0));
}

interface Told {
  readonly now: Date;
  /** Minutes before the current one. */
  readonly ago?: number;
  readonly isStart?: boolean;
  readonly row?: Partial<QualityMinute>;
}

async function tell({ claims, userAgent }: FakeViewer, { now, ago = 0, isStart = false, row = {} }: Told) {
  const minute = Math.floor(now.getTime() / 60_000) - ago;
  const isTroubled = (row.stalledMs ?? 0) > 0 || row.problems !== undefined;
  const { sessionId } = claims;
  const weight = weightOfMinute({ sessionId, minute, isStart, isTroubled, troubledBefore: 0 });
  if (weight === undefined) return;
  const calm = { playedMs: 30_000, stalls: 0, stalledMs: 0, droppedFrames: 0, problems: {} };
  const startup = isStart ? { startup: { firstFrame: 900 } } : {};
  const rows = [{ minute, weight, ...calm, ...startup, ...row }];
  await recordQoe(testDb.db, claims, { sentAt: now.getTime(), rows, userAgent, now });
}

/** Five hundred who have watched in peace for a quarter of an hour, some with a connection that is always bad. */
async function audience(seed: number) {
  const random = seeded(seed);
  const event = await writeEvent(testDb.db, at(0));
  const [eventDayId = ''] = event.dayIds;
  const viewers: FakeViewer[] = [];
  for (let index = 0; index < AUDIENCE; index += 1) {
    const claims = await claimsFor(eventDayId, `pbs_${seed}_${Math.floor(random() * 1e12)}_${index}`);
    viewers.push({ index, claims, userAgent: agents[index % agents.length] });
  }
  for (let ago = 12; ago >= 1; ago -= 1) {
    const now = at(-60 * (ago - 1) - 10);
    for (const viewer of viewers) {
      const row = viewer.index % 50 === 0 ? { stalls: 1, stalledMs: 2500 } : {};
      await tell(viewer, { now, ago: 1, row });
    }
  }
  const health = async (now: Date) => {
    const digest = await readHealth(testDb.db, event.slug, now);
    expect(JSON.stringify(digest).length).toBeLessThanOrEqual(2048);
    const day = digest?.days.find(({ id }) => id === eventDayId);
    if (day === undefined) throw new Error('no open day');
    return day;
  };
  return { viewers, health, random };
}

interface Felt {
  readonly symptom?: FaultEvidence['symptom'];
  readonly media?: 'ok' | 'failing' | 'unreachable';
}

/** What this viewer's player says, having looked around when the digest was this old. */
function told(viewer: FakeViewer, health: DayHealth, { symptom = 'stall', media = 'ok' }: Felt) {
  return sideOfFault({
    symptom,
    family: browserFamily(viewer.userAgent),
    around: { isOnline: true, portal: 'ok', media, health },
    isSettled: true,
  });
}

const stalled = { stalls: 1, stalledMs: 4000 };
/** Beacons of a stall come two to four seconds after it begins. */
const soon = (random: () => number) => at(2 + 2 * random());

describe.each([11, 23])('an audience of five hundred (%i)', (seed) => {
  test('at peace: nobody is told that others have trouble', async () => {
    const { viewers, health } = await audience(seed);
    const [viewer] = viewers;
    if (viewer === undefined) throw new Error('nobody');
    const digest = await health(at(0));
    expect(digest.feed).toBe('ok');
    expect(told(viewer, digest, { media: 'unreachable' })).toBe('yours');
  });

  test('an origin that fails is everyone’s, told within two digests', async () => {
    const { viewers, health, random } = await audience(seed + 1);
    for (const viewer of viewers) await tell(viewer, { now: soon(random), row: stalled });
    const digest = await health(at(2 * DIGEST_SECONDS));
    const sides = new Set(viewers.map((viewer) => told(viewer, digest, { media: 'failing' })));
    expect([...sides]).toEqual(['everyone_feed']);
    expect(digest.feed).toBe('down');
  });

  test('a license server that fails is ours for those who start, and no matter of those who watch', async () => {
    const { viewers, health, random } = await audience(seed + 2);
    const late = viewers.slice(0, 40);
    for (const viewer of late) {
      await tell(viewer, { now: soon(random), isStart: true, row: { problems: { drm_timeout: 1 } } });
    }
    const digest = await health(at(2 * DIGEST_SECONDS));
    expect(digest).toMatchObject({ feed: 'ok', license: 'down' });
    for (const viewer of late) expect(told(viewer, digest, { symptom: 'license' })).toBe('everyone_license');
    for (const viewer of viewers.slice(40)) expect(told(viewer, digest, {})).toBe('yours');
  });

  test('a network that fails is the matter of those in it', async () => {
    const { viewers, health, random } = await audience(seed + 3);
    const inside = viewers.filter(({ index }) => index % 14 === 3);
    for (const viewer of inside) await tell(viewer, { now: soon(random), row: stalled });
    const digest = await health(at(2 * DIGEST_SECONDS));
    for (const viewer of inside) expect(told(viewer, digest, { media: 'unreachable' })).toBe('yours');
    for (const viewer of viewers) expect(told(viewer, digest, {})).toBe('yours');
  });

  test.each([
    ['the smallest', firefox],
    ['the largest', chrome],
  ])('a browser family that fails, %s, is told so, and no other', async (_size, sick) => {
    const { viewers, health, random } = await audience(seed + (sick === chrome ? 4 : 5));
    for (const viewer of viewers.filter(({ userAgent }) => userAgent === sick)) {
      const row = random() < 0.8 ? { problems: { picture_failed: 1 } } : stalled;
      await tell(viewer, { now: soon(random), row });
    }
    const digest = await health(at(2 * DIGEST_SECONDS));
    for (const viewer of viewers) {
      const isSick = viewer.userAgent === sick;
      expect(told(viewer, digest, {})).toBe(isSick ? 'browser_family' : 'yours');
      expect(told(viewer, digest, { symptom: 'device' })).toBe(isSick ? 'browser_family' : undefined);
    }
  });
});

test('an audience below five is nobody’s to know about, and an event that is not there has no digest', async () => {
  const event = await writeEvent(testDb.db, at(0), [{}, { startMinute: 600 }, { access: 'open' }]);
  const [eventDayId = ''] = event.dayIds;
  for (const index of [1, 2, 3, 4]) {
    const claims = await claimsFor(eventDayId, `pbs_few_${index}`);
    await tell({ index, claims, userAgent: chrome }, { now: at(2), row: stalled });
  }
  const unknown = { feed: 'unknown', license: 'unknown', portal: 'unknown', byFamily: {} };
  expect(await readHealth(testDb.db, event.slug, at(5))).toEqual({
    serverTime: at(5).toISOString(),
    days: [{ id: eventDayId, ...unknown }],
  });
  expect(await readHealth(testDb.db, 'nowhere', at(5))).toBeUndefined();
});

test('minutes older than thirty days are forgotten, younger ones are kept', async () => {
  const days = (count: number) => at(count * 86_400);
  const before = await testDb.pool.query('select from qoe_minutes');
  expect(await forgetQoe(testDb.db, days(29.9))).toBe(0);
  expect(await forgetQoe(testDb.db, days(30.1))).toBe(before.rowCount);
  expect(await forgetQoe(testDb.db, days(30.1))).toBe(0);
});
