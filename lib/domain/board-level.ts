import type { BoardNow, BoardNumbers, BoardQuality } from './board';
import { type HealthLevel, levelOf, startLimits } from './health-digest';

/** `unknown`: too few to say. */
export type BoardLevel = HealthLevel;

interface Limits {
  readonly degraded: number;
  readonly down: number;
}

/** Of the time that players spent. */
const stallLimits: Limits = { degraded: 0.01, down: 0.05 };
/** Milliseconds that one in twenty waits for a picture. */
const startTimeLimits: Limits = { degraded: 5000, down: 10_000 };
/** The jobs tick every minute. */
const jobAgeLimits: Limits = { degraded: 180, down: 600 };
const mailLimits: Limits = { degraded: 300, down: 1800 };
/** Fewer starts say nothing about others. */
const FEWEST = 5;

export interface BoardLevels {
  readonly join: BoardLevel;
  readonly start: BoardLevel;
  readonly stalls: BoardLevel;
  readonly orders: BoardLevel;
  readonly mails: BoardLevel;
  readonly jobs: BoardLevel;
  readonly licenses: BoardLevel;
}

/** Whether somebody has to look at a number, by the same limits for everybody; those of starts are the viewers' digest's. */
export function boardLevels({ now, quality, breakers }: BoardNumbers): BoardLevels {
  const isOpen = breakers.some(({ state }) => state !== 'closed');
  return {
    join: joinLevel(quality),
    start: quality.joined < FEWEST ? 'unknown' : above(quality.p95Ms, startTimeLimits),
    stalls: above(quality.stallRatio, stallLimits),
    orders: now.orders.paidWithoutTicket > 0 ? 'down' : 'ok',
    mails: now.mails.givenUp > 0 ? 'degraded' : above(now.mails.overdueSeconds ?? 0, mailLimits),
    jobs: jobLevel(now.job),
    licenses: breakers.length === 0 ? 'unknown' : isOpen ? 'down' : 'ok',
  };
}

function joinLevel({ tried, joined, turnedAway }: BoardQuality): BoardLevel {
  const all = tried + turnedAway;
  return levelOf(all - joined, all, startLimits);
}

function jobLevel(job: BoardNow['job']): BoardLevel {
  if (job === null) return 'unknown';
  return job.failed.length > 0 ? 'degraded' : above(job.ageSeconds, jobAgeLimits);
}

function above(value: number | null, { degraded, down }: Limits): BoardLevel {
  if (value === null) return 'unknown';
  if (value >= down) return 'down';
  return value >= degraded ? 'degraded' : 'ok';
}
