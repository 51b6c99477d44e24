import { expect, it } from 'vitest';
import { advance, type DeviceReport, stateOf, untested, verdictOf } from './device-checks';
import type { PlaybackStep } from './playback-step';

const good: readonly PlaybackStep[] = [
  { name: 'opening' },
  { name: 'secure' },
  { name: 'connected' },
  { name: 'protected' },
  { name: 'licensed' },
  { name: 'started', autoplay: 'sound' },
  { name: 'picture' },
];

const after = (...steps: Parameters<typeof advance>[1][]): DeviceReport => steps.reduce(advance, untested);

it('is OK only when every check has passed', () => {
  expect(good.map((_step, index) => verdictOf(after(...good.slice(0, index + 1))))).toEqual([
    ...good.slice(1).map(() => 'running'),
    'ok',
  ]);
});

it('waits for the press that turns the sound on', () => {
  const muted = after(...good.filter(({ name }) => name !== 'started'), {
    name: 'started',
    autoplay: 'muted',
  });
  expect([verdictOf(muted), stateOf(muted, 'sound')]).toEqual(['running', 'press']);
  expect(verdictOf(advance(muted, { name: 'started', autoplay: 'sound' }))).toBe('ok');
});

it.each([
  ['insecure_page', 1, 'secure'],
  ['connection', 2, 'connection'],
  ['protection_unavailable', 3, 'protection'],
  ['missing_keys', 4, 'license'],
  ['picture_failed', 5, 'picture'],
] as const)('%s is the failure of one check, and those before it stay passed', (code, reached, check) => {
  const report = after(...good.slice(0, reached), { name: 'stopped', problem: { kind: 'player', code } });
  expect(report.failed?.check).toBe(check);
  expect(report.passed).toHaveLength(reached - 1);
});

it('a check that takes too long fails', () => {
  expect(after(...good.slice(0, 5), { name: 'late' }).failed?.check).toBe('picture');
  expect(after(...good.slice(0, 2), { name: 'late' }).failed?.check).toBe('connection');
});

it('a verdict stays until the next test, which starts from nothing', () => {
  const done = after(...good, { name: 'stopped', problem: { kind: 'refusal', code: 'ended' } });
  expect(verdictOf(done)).toBe('ok');
  expect(advance(done, { name: 'opening' }).passed).toEqual([]);
});
