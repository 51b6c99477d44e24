import { expect, it } from 'vitest';
import { playedAnswer, type PlayedFacts } from '@/lib/domain/played-answer';

const at = (minute: number) => new Date(Date.UTC(2026, 9, 3, 9, minute));
const refusal = { outcome: 'region_blocked', code: 'ABC234', at: at(20) };
const refused = { kind: 'refused', reason: 'region_blocked', code: 'ABC234', at: at(20) };
const open = { isOpen: true, isGranted: true, lastBeatAt: at(10) };
const nothing: PlayedFacts = { screens: 0, isGranted: false, newest: undefined, refusal: undefined };

it.each<[string, Partial<PlayedFacts>, object]>([
  ['nothing is on record', {}, { kind: 'never' }],
  ['refused before there was a session', { refusal }, refused],
  [
    'a screen that waits for doors',
    { screens: 1, newest: { ...open, isGranted: false } },
    { kind: 'watching', screens: 1 },
  ],
  [
    'open, and never given a license',
    { screens: 1, newest: { ...open, isGranted: false }, refusal },
    refused,
  ],
  [
    'refused, then let in, open',
    { screens: 1, isGranted: true, newest: open, refusal },
    { kind: 'watching', screens: 1 },
  ],
  ['it played and has ended', { isGranted: true, newest: { ...open, isOpen: false } }, { kind: 'played' }],
  [
    'it beat on after the refusal and has ended',
    { isGranted: true, newest: { ...open, isOpen: false, lastBeatAt: at(21) }, refusal },
    { kind: 'played' },
  ],
  [
    'the refusal was the last of it',
    { isGranted: true, newest: { ...open, isOpen: false }, refusal },
    refused,
  ],
])('%s', (_what, facts, answer) => {
  expect(playedAnswer({ ...nothing, ...facts })).toEqual(answer);
});
