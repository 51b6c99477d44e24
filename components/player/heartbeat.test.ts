import { expect, it } from 'vitest';
import { playbackRefusals } from '@/lib/domain/refusal';
import { afterBeat, beatDelay } from './heartbeat';
import { problemOfAnswer } from './player-error';

const answer = (status: number, code: string) => problemOfAnswer(status, JSON.stringify({ code }));

it('beats are spread over ± 20 % of thirty seconds', () => {
  expect([0, 0.5, 1].map((random) => Math.round(beatDelay(30, random)))).toEqual([24_000, 30_000, 36_000]);
});

it.each(playbackRefusals)('%s stops playback', (code) => {
  expect(afterBeat(answer(403, code))).toBe('stop');
});

it.each([
  [500, 'internal'],
  [503, 'unavailable'],
  [504, 'upstream_timeout'],
  [429, 'too_many_requests'],
])('%i %s never stops playback', (status, code) => {
  expect(afterBeat(answer(status, code))).toBe('go_on');
});

it('a network that is away never stops playback', () => {
  expect(afterBeat({ kind: 'player', code: 'connection' })).toBe('go_on');
});

it('an expired token is a reason for a new session, a lost sign-in is the end', () => {
  expect(afterBeat(answer(401, 'token_expired'))).toBe('reopen');
  expect(afterBeat(answer(401, 'not_signed_in'))).toBe('stop');
});
