import { expect, test } from 'vitest';
import type { BoardNumbers } from './board';
import { boardLevels, type BoardLevels } from './board-level';

const calm: BoardNumbers = {
  shape: 'board-1',
  asOf: '2030-05-01T10:00:00.000Z',
  window: 15,
  now: {
    viewers: { sessions: 100, people: 100 },
    tickets: { sold: 200, capacity: 300 },
    orders: { held: 3, voucher: 1, paying: 1, paidWithoutTicket: 0 },
    mails: { waiting: 0, overdueSeconds: null, givenUp: 0 },
    job: { ageSeconds: 30, isFinished: true, failed: [] },
  },
  quality: {
    tried: 100,
    joined: 100,
    p50Ms: 900,
    p95Ms: 2000,
    stallRatio: 0.001,
    stalled: 1,
    turnedAway: 0,
    families: [],
    refusals: [],
  },
  breakers: [{ keySystem: 'widevine', host: 'vendor.example', state: 'closed' }],
  alerts: [],
  chart: null,
};
const { now, quality } = calm;
const mails = (overdueSeconds: number) => ({ ...now, mails: { ...now.mails, overdueSeconds } });
const job = (ageSeconds: number) => ({ ...now, job: { ageSeconds, isFinished: true, failed: [] } });

test('a calm show is fine everywhere', () => {
  expect(new Set(Object.values(boardLevels(calm)))).toEqual(new Set(['ok']));
});

test.each<[keyof BoardLevels, string, Partial<BoardNumbers>]>([
  ['join', 'ok', { quality: { ...quality, joined: 91 } }],
  ['join', 'degraded', { quality: { ...quality, joined: 90 } }],
  ['join', 'degraded', { quality: { ...quality, turnedAway: 12 } }],
  ['join', 'down', { quality: { ...quality, joined: 50 } }],
  ['join', 'unknown', { quality: { ...quality, tried: 4, joined: 0 } }],
  ['start', 'degraded', { quality: { ...quality, p95Ms: 5000 } }],
  ['start', 'down', { quality: { ...quality, p95Ms: 10_000 } }],
  ['start', 'unknown', { quality: { ...quality, joined: 4, p95Ms: 10_000 } }],
  ['stalls', 'degraded', { quality: { ...quality, stallRatio: 0.01 } }],
  ['stalls', 'down', { quality: { ...quality, stallRatio: 0.05 } }],
  ['stalls', 'unknown', { quality: { ...quality, stallRatio: null } }],
  ['orders', 'down', { now: { ...now, orders: { ...now.orders, paidWithoutTicket: 1 } } }],
  ['mails', 'degraded', { now: mails(300) }],
  ['mails', 'down', { now: mails(1800) }],
  ['mails', 'degraded', { now: { ...now, mails: { ...now.mails, givenUp: 1 } } }],
  ['jobs', 'degraded', { now: job(180) }],
  ['jobs', 'down', { now: job(600) }],
  ['jobs', 'unknown', { now: { ...now, job: null } }],
  ['jobs', 'degraded', { now: { ...now, job: { ageSeconds: 1, isFinished: true, failed: ['mailsSent'] } } }],
  ['licenses', 'down', { breakers: [{ keySystem: 'widevine', host: 'x', state: 'open' }] }],
  ['licenses', 'unknown', { breakers: [] }],
])('%s is %s', (name, level, changes) => {
  expect(boardLevels({ ...calm, ...changes })[name]).toBe(level);
});
