import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { qoeMinutes } from '@/lib/db/schema/playback';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent } from '@/lib/db/test-rows';
import type { EventHealth } from '@/lib/domain/health-digest';
import { weightOfMinute } from '@/lib/domain/quality-minute';
import { type FaultEvidence, faultLooks, type FaultSide, sideOfFault } from '@/lib/domain/side-of-fault';
import { readHealth } from '@/lib/playback/read-health';

/** 500 viewers of one day; the fault begins at `faultAt`. */
const faultAt = new Date('2026-10-03T10:00:17Z').getTime();
const VIEWERS = 500;
const MINUTE_MS = 60_000;
/** A shared cache may hand out a copy this old (app/api/events/[slug]/health/route.ts). */
const CACHE_MS = 3000;
/** Buffers run dry one after the other. */
const DRY_WITHIN_MS = 6000;
const families = [
  ...Array<string>(7).fill('safari_ios'),
  ...Array<string>(6).fill('chrome'),
  ...Array<string>(4).fill('chrome_android'),
  ...['edge', 'firefox', 'safari'],
];
const NETWORKS = 12;

type Fault = 'none' | 'origin' | 'license' | 'network' | 'family';
type Row = typeof qoeMinutes.$inferInsert;

interface Member {
  readonly sessionId: string;
  readonly family: string;
  readonly network: number;
  /** Came a moment ago. */
  readonly isStarting: boolean;
}

interface ToldRow {
  readonly atMs: number;
  readonly row: Row;
}

let testDb: TestDatabase;
let cohorts = 0;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

/** mulberry32: the same cohort for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function membersOf(cohort: number, random: () => number): Member[] {
  return Array.from({ length: VIEWERS }, (_, index) => ({
    sessionId: `pbs_${cohort}_${index}`,
    family: families[Math.floor(random() * families.length)] ?? 'other',
    network: Math.floor(random() * NETWORKS),
    isStarting: index < 40,
  }));
}

function isHit(fault: Fault, member: Member): boolean {
  switch (fault) {
    case 'none':
      return false;
    case 'origin':
      return true;
    case 'license':
      return member.isStarting;
    case 'network':
      return member.network === 0;
    case 'family':
      return member.family === 'safari_ios';
  }
}

interface Told {
  readonly member: Member;
  readonly eventDayId: string;
  readonly random: () => number;
}

const minuteOf = (atMs: number) => Math.floor(atMs / MINUTE_MS);

function rowOf({ member, eventDayId }: Told, minute: number): Row {
  return {
    sessionId: member.sessionId,
    minute: new Date(minute * MINUTE_MS),
    eventDayId,
    browserFamily: member.family,
    playedMs: 50_000,
  };
}

/** The quarter of an hour before: quiet minutes as they are sampled, and now and then a stall at home. */
function history(told: Told): ToldRow[] {
  if (told.member.isStarting) return [];
  return Array.from({ length: 15 }, (_, index) => minuteOf(faultAt) - 15 + index).flatMap((minute) => {
    const isTroubled = told.random() < 0.02;
    const { sessionId } = told.member;
    const weight = weightOfMinute({ sessionId, minute, isStart: false, isTroubled, troubledBefore: 0 });
    if (weight === undefined) return [];
    const trouble = isTroubled ? { stalls: 1, stalledMs: 3000 } : {};
    return [{ atMs: (minute + 1) * MINUTE_MS, row: { ...rowOf(told, minute), weight, ...trouble } }];
  });
}

function misfortune(fault: Fault, told: Told): ToldRow[] {
  const { member, random } = told;
  const startedAtMs = faultAt + random() * DRY_WITHIN_MS;
  const row = rowOf(told, minuteOf(startedAtMs));
  if (isHit(fault, member)) {
    const trouble =
      fault === 'license'
        ? { playedMs: 0, startup: { shell: 300, manifest: 800 }, problems: { drm_failed: 1 } }
        : { stalls: 1, stalledMs: 2000 };
    // Told when the stall is two seconds old, or a little later.
    return [{ atMs: startedAtMs + 2000 + random() * 1500, row: { ...row, ...trouble } }];
  }
  return member.isStarting ? [{ atMs: startedAtMs, row: { ...row, startup: { firstFrame: 900 } } }] : [];
}

interface Cohort {
  readonly slug: string;
  readonly eventDayId: string;
  /** The digest as it is at a time: with what was told until then. */
  digestAt(atMs: number): Promise<EventHealth>;
}

async function gather(fault: Fault, seed: number): Promise<Cohort> {
  const random = randomFrom(seed);
  const { slug, dayIds } = await writeEvent(testDb.db, new Date(faultAt));
  const eventDayId = dayIds[0] ?? '';
  cohorts += 1;
  let waiting = membersOf(cohorts, random).flatMap((member) => {
    const told = { member, eventDayId, random };
    return [...history(told), ...misfortune(fault, told)];
  });
  return {
    slug,
    eventDayId,
    async digestAt(atMs) {
      const due = waiting.filter((row) => row.atMs <= atMs);
      waiting = waiting.filter((row) => row.atMs > atMs);
      if (due.length > 0) await testDb.db.insert(qoeMinutes).values(due.map(({ row }) => row));
      const health = await readHealth(testDb.db, slug, new Date(atMs));
      if (health === undefined) throw new Error('no such event');
      expect(JSON.stringify(health).length).toBeLessThanOrEqual(2048);
      return health;
    },
  };
}

type Sufferer = Pick<FaultEvidence, 'symptom' | 'family'> & {
  readonly media: 'ok' | 'failing' | 'unreachable';
};

/** What a player that has trouble since `beganMs` says first, and when; with the oldest copies a cache may keep. */
async function firstWord(cohort: Cohort, sufferer: Sufferer, { beganMs, copyAgeMs }: Moment) {
  let madeAtMs = beganMs + faultLooks.patienceMs - copyAgeMs;
  for (let looks = 0; ; looks += 1) {
    const lookAtMs = beganMs + faultLooks.patienceMs + looks * faultLooks.againMs;
    if (lookAtMs - madeAtMs >= CACHE_MS) madeAtMs = lookAtMs;
    const { days } = await cohort.digestAt(madeAtMs);
    const side = sideOfFault({
      ...sufferer,
      around: { isOnline: true, portal: 'ok', media: sufferer.media, health: days[0] },
      isSettled: madeAtMs >= beganMs + faultLooks.toldMs,
    });
    if (side !== 'checking') return { side, seconds: (lookAtMs - beganMs) / 1000 };
  }
}

interface Moment {
  readonly beganMs: number;
  readonly copyAgeMs: number;
}

const stall = { symptom: 'stall', family: 'chrome' } as const;
const cases: readonly (readonly [Fault, string, Sufferer, FaultSide])[] = [
  ['origin', 'whose origin is dead', { ...stall, media: 'unreachable' }, 'everyone_feed'],
  ['origin', 'whose origin answers with errors', { ...stall, media: 'failing' }, 'everyone_feed'],
  ['origin', 'to whom only the manifest comes', { ...stall, media: 'ok' }, 'everyone_feed'],
  [
    'license',
    'who gets no license',
    { symptom: 'license', family: 'chrome', media: 'ok' },
    'everyone_license',
  ],
  ['license', 'who stalls at home', { ...stall, media: 'unreachable' }, 'yours'],
  ['network', 'of the broken network', { ...stall, media: 'unreachable' }, 'yours'],
  ['family', 'with that browser', { ...stall, family: 'safari_ios', media: 'ok' }, 'browser_family'],
  ['family', 'with another browser', { ...stall, media: 'unreachable' }, 'yours'],
  ['none', 'who stalls at home', { ...stall, media: 'unreachable' }, 'yours'],
];

describe.each([1, 2])('cohort %i', (seed) => {
  test.each(cases)('fault of %s: a viewer %s is told so within 10 s', async (fault, _, sufferer, side) => {
    for (const copyAgeMs of [0, 1500, 2999]) {
      for (const delayMs of [500, 3000]) {
        const cohort = await gather(fault, seed * 100 + copyAgeMs + delayMs);
        const word = await firstWord(cohort, sufferer, { beganMs: faultAt + delayMs, copyAgeMs });
        expect(word.side).toBe(side);
        expect(word.seconds).toBeLessThan(10);
      }
    }
  });
});
