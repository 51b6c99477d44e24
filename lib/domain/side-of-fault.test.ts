import { expect, test } from 'vitest';
import type { DayHealth } from './health-digest';
import { type FaultEvidence, type FaultSide, sideOfFault, type Surroundings } from './side-of-fault';

const fine: DayHealth = { id: 'day', feed: 'ok', license: 'ok', portal: 'ok', byFamily: { chrome: 'ok' } };
const reached: Surroundings = { isOnline: true, portal: 'ok', media: 'ok', health: fine };
const evidence: FaultEvidence = { symptom: 'stall', family: 'chrome', around: reached, isSettled: true };

type Case = readonly [string, Partial<FaultEvidence>, Partial<Surroundings>, FaultSide | undefined];

const cases: readonly Case[] = [
  ['a picture that stands still while others watch', {}, {}, 'yours'],
  ['the same, before others can have told of it', { isSettled: false }, {}, 'checking'],
  ['a device without a network', { isSettled: false }, { isOnline: false }, 'yours'],
  ['neither we nor the stream to be reached', {}, { portal: 'unreachable', media: 'unreachable' }, 'yours'],
  ['the stream but not we to be reached', {}, { portal: 'unreachable' }, 'portal'],
  ['the stream alone not to be reached', {}, { media: 'unreachable' }, 'yours'],
  ['many who stall', { isSettled: false }, { health: { ...fine, feed: 'degraded' } }, 'everyone_feed'],
  ['an origin that answers with an error', {}, { media: 'failing' }, 'everyone_feed'],
  ['a picture that stands still while we are down', {}, { portal: 'failing', health: undefined }, 'unknown'],
  ['too few others to compare with', {}, { health: { ...fine, feed: 'unknown' } }, 'unknown'],
  [
    'a browser family in trouble',
    {},
    { health: { ...fine, byFamily: { chrome: 'down' } } },
    'browser_family',
  ],
  ['another family in trouble', {}, { health: { ...fine, byFamily: { safari: 'down' } } }, 'yours'],
  ['no connection while we are down', { symptom: 'network' }, { portal: 'failing' }, 'portal'],
  ['no license', { symptom: 'license' }, {}, 'everyone_license'],
  ['a fault of our own', { symptom: 'portal' }, {}, 'portal'],
  ['a device that cannot decode', { symptom: 'device' }, {}, undefined],
  ['a rule that says no', { symptom: 'refused' }, { health: { ...fine, feed: 'down' } }, undefined],
];

test.each(cases)('%s', (_case, change, around, side) => {
  expect(sideOfFault({ ...evidence, ...change, around: { ...reached, ...around } })).toBe(side);
});

test('nothing is claimed before the first look', () => {
  expect(sideOfFault({ ...evidence, around: undefined, isSettled: false })).toBe('checking');
});
