import { describe, expect, it } from 'vitest';
import { type ReadinessCheckName, readinessCheckNames } from '@/lib/domain/readiness';
import {
  advance,
  advicesOf,
  type DeviceEvent,
  type DeviceReport,
  type Outcome,
  resultsOf,
  stateOf,
  untested,
  verdictOf,
} from './device-checks';
import type { PlayerCode, PlayerProblem } from './player-error';

const passed: Outcome = { result: 'passed' };
const outcome = (check: ReadinessCheckName, of: Outcome = passed): DeviceEvent => ({
  name: 'outcome',
  check,
  outcome: of,
});
const failure: Outcome = { result: 'failed', advice: { kind: 'fix', fix: 'cdn_unreachable' } };
const stop = (code: PlayerCode): DeviceEvent => ({ name: 'stopped', problem: { kind: 'player', code } });

const opening: DeviceEvent = { name: 'opening' };
const way = [outcome('secure'), outcome('connection'), outcome('cdn'), outcome('clock'), outcome('codecs')];
const player: readonly DeviceEvent[] = [
  { name: 'protected' },
  { name: 'licensed' },
  { name: 'started', autoplay: 'sound' },
  { name: 'picture' },
];
const rest = [outcome('speed'), outcome('second_engine', { result: 'skipped' })];
const muted: DeviceEvent = { name: 'started', autoplay: 'muted' };

const after = (...events: readonly DeviceEvent[]): DeviceReport => events.reduce(advance, untested);
const failedIn = (report: DeviceReport) =>
  readinessCheckNames.filter((check) => resultsOf(report)[check] === 'failed');

it('is ready when the last check has passed, in whatever order they finish, and not before', () => {
  for (const events of [
    [opening, ...way, ...player, ...rest],
    [opening, ...player, ...rest, ...way],
  ]) {
    expect(verdictOf(after(...events.slice(0, -1)))).toBe('running');
    expect(verdictOf(after(...events))).toBe('ready');
  }
});

it('waits for the press that turns the sound on, and warns when it does not come', () => {
  const quiet = after(opening, ...way, ...player.filter(({ name }) => name !== 'started'), ...rest, muted);
  expect([verdictOf(quiet), stateOf(quiet, 'sound')]).toEqual(['running', 'press']);
  expect(verdictOf(advance(quiet, { name: 'started', autoplay: 'sound' }))).toBe('ready');
  const late = advance(quiet, { name: 'late' });
  expect([verdictOf(late), stateOf(late, 'sound')]).toEqual(['limited', 'warned']);
  expect(verdictOf(advance(late, { name: 'started', autoplay: 'sound' }))).toBe('ready');
});

describe('one cause is one failure', () => {
  it.each<[PlayerCode, readonly DeviceEvent[], ReadinessCheckName]>([
    ['unsupported_browser', [], 'protection'],
    ['protection_unavailable', [], 'protection'],
    ['connection', [], 'license'],
    ['missing_keys', player.slice(0, 1), 'license'],
    ['feed_down', player.slice(0, 2), 'picture'],
    ['picture_failed', player.slice(0, 2), 'picture'],
  ])('%s', (code, reached, check) => {
    const report = after(opening, ...way, ...reached, stop(code), outcome('speed'));
    expect([verdictOf(report), failedIn(report)]).toEqual(['not_ready', [check]]);
    expect(advicesOf(report)).toEqual([
      { check, result: 'failed', advice: { kind: 'problem', problem: { kind: 'player', code } } },
    ]);
  });

  it('a refusal is a matter of the license', () => {
    const problem: PlayerProblem = { kind: 'refusal', code: 'region_blocked' };
    expect(failedIn(after(opening, ...way, { name: 'stopped', problem }))).toEqual(['license']);
  });

  it('a player that stops for want of pictures blames the way there, even when that is known later', () => {
    const unknown = after(opening, outcome('secure'), outcome('connection'), stop('feed_down'));
    expect(failedIn(unknown)).toEqual([]);
    const known = after(
      opening,
      outcome('secure'),
      outcome('connection'),
      stop('feed_down'),
      outcome('cdn', failure),
    );
    expect([failedIn(known), stateOf(known, 'picture')]).toEqual([['cdn'], 'skipped']);
  });
});

describe('a player that takes too long', () => {
  it.each<[readonly DeviceEvent[], ReadinessCheckName]>([
    [[], 'protection'],
    [player.slice(0, 1), 'picture'],
    [player.slice(0, 3), 'picture'],
  ])('%j fails', (reached, check) => {
    expect(failedIn(after(opening, ...way, ...reached, { name: 'late' }))).toEqual([check]);
  });

  it('is not waited for when the pictures cannot be reached', () => {
    const report = after(opening, outcome('connection'), outcome('cdn', failure));
    expect([failedIn(report), stateOf(report, 'picture')]).toEqual([['cdn'], 'skipped']);
  });
});

it('failures are told before warnings', () => {
  const warned: Outcome = { result: 'warned', advice: { kind: 'fix', fix: 'clock_off' } };
  const report = after(opening, outcome('clock', warned), outcome('speed', failure));
  expect(advicesOf(report).map(({ check }) => check)).toEqual(['speed', 'clock']);
});

it('a verdict stays until the next test, which starts from nothing', () => {
  const done = after(opening, ...way, ...player, ...rest, stop('unknown'), { name: 'late' });
  expect(verdictOf(done)).toBe('ready');
  expect(resultsOf(advance(done, opening))).toEqual({});
});
