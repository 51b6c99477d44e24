import { expect, test } from 'vitest';
import { parseKid } from '@/lib/domain/kid';
import { signSessionToken, verifyOutdatedToken, verifySessionToken } from '@/lib/playback/session-token';

const now = new Date('2026-10-03T09:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const [kid] = [parseKid('a1a2a3a4-b1b2-41c2-91d2-e1e2e3e4e5e6')].flatMap((known) => known ?? []);
if (kid === undefined) throw new Error('no key id');
const session = {
  sessionId: 'pbs_1',
  eventDayId: 'day_1',
  viewerId: 'vwr_1',
  binding: 'browser',
  until: after(3600),
  rules: {
    keySystems: ['widevine', 'clearkey'],
    kids: [kid],
    contentIds: ['minato-day2'],
    policy: { licenseSeconds: 600, hdcp: '1.4', securityLevel: 'hardware' },
  },
} as const;

test('a token says what was signed and lives ten minutes', async () => {
  const token = await signSessionToken(session, now);
  expect(await verifySessionToken(token, after(599))).toMatchObject(session);
  await expect(verifySessionToken(token, after(600))).rejects.toMatchObject({ code: 'token_expired' });
});

test('the beat takes an outdated token until the day is over, and never a forged one', async () => {
  const token = await signSessionToken(session, now);
  expect(await verifyOutdatedToken(token, after(3599))).toMatchObject(session);
  await expect(verifyOutdatedToken(token, after(3600))).rejects.toMatchObject({ code: 'token_expired' });
  const [head, , signature] = token.split('.');
  const claims = {
    sub: 'pbs_2',
    day: 'day_1',
    until: 9_999_999_999,
    iat: 1,
    exp: 2,
    iss: 'stagedoor',
    aud: 'stagedoor-playback',
  };
  const forged = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  await expect(verifyOutdatedToken(forged, now)).rejects.toMatchObject({ code: 'token_invalid' });
});

test('a token signed with the previous secret is still good, one signed with neither is not', async () => {
  const before = await signSessionToken(session, now);
  const [current] = (process.env.PLAYBACK_TOKEN_SECRET ?? '').split(',');
  process.env.PLAYBACK_TOKEN_SECRET = `a-new-secret-of-at-least-32-bytes-long,${current}`;
  expect(await verifySessionToken(before, now)).toMatchObject(session);
  process.env.PLAYBACK_TOKEN_SECRET = 'a-third-secret-of-at-least-32-bytes-long';
  await expect(verifySessionToken(before, now)).rejects.toMatchObject({ code: 'token_invalid' });
});
