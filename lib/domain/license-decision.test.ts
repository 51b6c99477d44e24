import { describe, expect, test } from 'vitest';
import {
  decideAccess,
  decideAdmission,
  decideLicense,
  type EntitlementState,
  type KeyFacts,
  type SessionFacts,
} from './license-decision';
import { type ContentId, parseContentId } from './content-id';
import type { EventDayTimes } from './event-day';
import { parseKid, type Kid } from './kid';
import type { ShowPosition } from './show-switch';

const at = (time: string) => new Date(`2026-10-03T${time}:00Z`);
const times: EventDayTimes = {
  doorsAt: at('09:00'),
  startsAt: at('10:00'),
  endsAt: at('12:00'),
  switched: null,
};

function kid(digit: string): Kid {
  const parsed = parseKid(digit.repeat(32));
  if (parsed === undefined) throw new Error('not a key id');
  return parsed;
}

function contentId(text: string): ContentId {
  const parsed = parseContentId(text);
  if (parsed === undefined) throw new Error('not a content id');
  return parsed;
}

type Facts = SessionFacts & KeyFacts;

const good: Facts = {
  access: 'ticket',
  times,
  entitlements: ['active'],
  keySystem: 'clearkey',
  allowedKeySystems: ['clearkey'],
  askedKids: [kid('a')],
  askedContentIds: [],
  isCountryAllowed: true,
  dayKids: [kid('a'), kid('b')],
  dayContentIds: [contentId('a')],
  sessionClosed: undefined,
};

describe('decideAccess', () => {
  const cases: [string, readonly EntitlementState[], string, string | undefined][] = [
    ['no ticket', [], '10:30', 'not_entitled'],
    ['a revoked ticket', ['revoked'], '10:30', 'entitlement_revoked'],
    ['a suspended ticket', ['suspended'], '10:30', 'entitlement_revoked'],
    ['a revoked and an active one: rights are the union', ['revoked', 'active'], '10:30', undefined],
    ['a minute before the doors', ['active'], '08:59', 'too_early'],
    ['the moment the doors open', ['active'], '09:00', undefined],
    ['the last minute of grace', ['active'], '12:14', undefined],
    ['the end of grace', ['active'], '12:15', 'ended'],
    ['no ticket for a day that is over', [], '12:15', 'ended'],
  ];
  test.each(cases)('%s', (_name, entitlements, time, reason) => {
    const decision = decideAccess(
      { access: 'ticket', times, entitlements, isCountryAllowed: true },
      at(time),
    );
    expect(decision).toEqual(reason === undefined ? { allow: true } : { allow: false, reason });
  });

  test('open access needs no ticket but keeps its hours', () => {
    const open = { access: 'open', times, entitlements: [], isCountryAllowed: true } as const;
    expect(decideAccess(open, at('10:30')).allow).toBe(true);
    expect(decideAccess(open, at('13:00'))).toEqual({ allow: false, reason: 'ended' });
  });
});

describe('a day that staff have switched', () => {
  const facts = (to: ShowPosition, switchedAt = '08:00') => ({
    access: 'ticket' as const,
    times: { ...times, switched: { to, at: at(switchedAt) } },
    entitlements: ['active' as const],
    isCountryAllowed: true,
  });
  const cases: [string, ReturnType<typeof facts>, string, string, string][] = [
    ['held: the lobby stays, licenses wait', facts('hold'), '10:30', 'too_early', 'yes'],
    ['held: no lobby before its time', facts('hold'), '08:19', 'too_early', 'too_early'],
    ['held: the lobby opens as planned', facts('hold'), '08:20', 'too_early', 'yes'],
    ['held after doors: who is inside goes on', facts('hold', '09:30'), '10:30', 'yes', 'yes'],
    ['live long before doors', facts('live', '05:00'), '05:00', 'yes', 'yes'],
    ['live past the planned end', facts('live'), '15:00', 'yes', 'yes'],
    ['paused: new starts and renewals go on', facts('paused'), '15:00', 'yes', 'yes'],
    ['ended in the middle of the show', facts('ended'), '10:30', 'ended', 'ended'],
    ['back to the clock', facts('auto'), '10:30', 'yes', 'yes'],
  ];
  test.each(cases)('%s', (_name, given, time, license, lobby) => {
    const told = (decision: ReturnType<typeof decideAccess>) => (decision.allow ? 'yes' : decision.reason);
    expect(told(decideAccess(given, at(time))), 'license').toBe(license);
    expect(told(decideAdmission(given, at(time))), 'admission').toBe(lobby);
  });

  test('a switch gives nobody a right', () => {
    const none = { ...facts('live'), entitlements: [] };
    expect(decideAdmission(none, at('10:30'))).toEqual({ allow: false, reason: 'not_entitled' });
  });
});

describe('decideLicense', () => {
  const cases: [string, Partial<Facts>, string | undefined][] = [
    ['a key of the day', {}, undefined],
    ['both keys of the day', { askedKids: [kid('a'), kid('b')] }, undefined],
    ['a foreign key', { askedKids: [kid('c')] }, 'unknown_key'],
    [
      'a foreign key among good ones refuses the whole list',
      { askedKids: [kid('a'), kid('c')] },
      'unknown_key',
    ],
    ['no key at all', { askedKids: [] }, 'unknown_key'],
    ['only the day’s content id', { askedKids: [], askedContentIds: [contentId('a')] }, undefined],
    ['only a foreign content id', { askedKids: [], askedContentIds: [contentId('b')] }, 'unknown_key'],
    ['a key of the day with the content id of another', { askedContentIds: [contentId('b')] }, 'unknown_key'],
    ['another country', { isCountryAllowed: false }, 'region_blocked'],
    ['another country without a ticket', { isCountryAllowed: false, entitlements: [] }, 'not_entitled'],
    ['a key system the day does not use', { keySystem: 'widevine' }, 'key_system_not_allowed'],
    [
      'another key system and no ticket',
      { keySystem: 'widevine', entitlements: [] },
      'key_system_not_allowed',
    ],
    ['no ticket, whatever the key', { entitlements: [], askedKids: [kid('c')] }, 'not_entitled'],
    ['a session taken over', { sessionClosed: 'taken_over' }, 'session_taken_over'],
    ['a session that was left', { sessionClosed: 'left' }, 'session_closed'],
    ['a session closed by a refund', { sessionClosed: 'revoked' }, 'entitlement_revoked'],
    ['a session closed at the end', { sessionClosed: 'ended' }, 'ended'],
  ];
  test.each(cases)('%s', (_name, change, reason) => {
    const facts = { ...good, ...change };
    const decision = decideLicense(facts, facts, at('10:30'));
    expect(decision).toEqual(reason === undefined ? { allow: true } : { allow: false, reason });
  });
});
