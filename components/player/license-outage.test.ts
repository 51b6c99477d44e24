import { expect, it } from 'vitest';
import { isLicenseOutage } from './license-outage';
import { problemOfAnswer } from './player-error';

const answer = (status: number, code: string) => problemOfAnswer(status, JSON.stringify({ code }));

it.each([
  [500, 'internal'],
  [503, 'unavailable'],
  [502, 'drm_failed'],
  [504, 'drm_timeout'],
  [401, 'token_expired'],
])('%i %s is waited out', (status, code) => {
  expect(isLicenseOutage(answer(status, code))).toBe(true);
});

it.each([
  [403, 'entitlement_revoked'],
  [403, 'session_taken_over'],
  [401, 'not_signed_in'],
  [403, 'drm_refused'],
])('%i %s is final', (status, code) => {
  expect(isLicenseOutage(answer(status, code))).toBe(false);
});

it('a network that is away is waited out', () => {
  expect(isLicenseOutage({ kind: 'player', code: 'connection' })).toBe(true);
});
