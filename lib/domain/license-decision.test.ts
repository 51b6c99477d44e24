import { describe, expect, test } from 'vitest';
import { decideAccess, decideLicense, type EntitlementState, type LicenseFacts } from './license-decision';
import { parseKid, type Kid } from './kid';

const at = (time: string) => new Date(`2026-10-03T${time}:00Z`);
const times = { doorsAt: at('09:00'), startsAt: at('10:00'), endsAt: at('12:00') };

function kid(digit: string): Kid {
  const parsed = parseKid(digit.repeat(32));
  if (parsed === undefined) throw new Error('not a key id');
  return parsed;
}

const good: LicenseFacts = {
  access: 'ticket',
  times,
  entitlements: ['active'],
  keySystem: 'clearkey',
  allowedKeySystems: ['clearkey'],
  askedKids: [kid('a')],
  dayKids: [kid('a'), kid('b')],
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
    const decision = decideAccess({ access: 'ticket', times, entitlements }, at(time));
    expect(decision).toEqual(reason === undefined ? { allow: true } : { allow: false, reason });
  });

  test('open access needs no ticket but keeps its hours', () => {
    const open = { access: 'open', times, entitlements: [] } as const;
    expect(decideAccess(open, at('10:30')).allow).toBe(true);
    expect(decideAccess(open, at('13:00'))).toEqual({ allow: false, reason: 'ended' });
  });
});

describe('decideLicense', () => {
  const cases: [string, Partial<LicenseFacts>, string | undefined][] = [
    ['a key of the day', {}, undefined],
    ['both keys of the day', { askedKids: [kid('a'), kid('b')] }, undefined],
    ['a foreign key', { askedKids: [kid('c')] }, 'unknown_key'],
    [
      'a foreign key among good ones refuses the whole list',
      { askedKids: [kid('a'), kid('c')] },
      'unknown_key',
    ],
    ['no key at all', { askedKids: [] }, 'unknown_key'],
    ['a key system the day does not use', { keySystem: 'widevine' }, 'key_system_not_allowed'],
    ['no ticket, whatever the key', { entitlements: [], askedKids: [kid('c')] }, 'not_entitled'],
    ['a session taken over', { sessionClosed: 'taken_over' }, 'session_taken_over'],
    ['a session that was left', { sessionClosed: 'left' }, 'session_closed'],
    ['a session closed by a refund', { sessionClosed: 'revoked' }, 'entitlement_revoked'],
    ['a session closed at the end', { sessionClosed: 'ended' }, 'ended'],
  ];
  test.each(cases)('%s', (_name, change, reason) => {
    const decision = decideLicense({ ...good, ...change }, at('10:30'));
    expect(decision).toEqual(reason === undefined ? { allow: true } : { allow: false, reason });
  });
});
