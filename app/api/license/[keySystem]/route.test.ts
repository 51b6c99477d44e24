import { eq } from 'drizzle-orm';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { licenseDecisions } from '@/lib/db/schema/playback';
import { entitlements } from '@/lib/db/schema/sales';
import { writeEvent, writeViewer } from '@/lib/db/test-rows';
import type { KeySystem } from '@/lib/domain/key-system';
import type { Kid } from '@/lib/domain/kid';
import { signSessionToken } from '@/lib/playback/session-token';
import { challengeFor } from '@/lib/playback/test-challenge';
import { clearKeyChallenge, newChannelKids, vendorRequestCount } from '@/lib/playback/test-channel';
import {
  ask,
  binding,
  closeLicenseDesk,
  minutes,
  now,
  openFor,
  openLicenseDesk,
  problemOf,
  problemSchema,
  rules,
  testDb,
  watchingViewer,
} from './test-license-desk';
import { DELETE, GET, PATCH, PUT } from './route';

beforeAll(openLicenseDesk);
afterAll(closeLicenseDesk);

describe('200', () => {
  const license = z.object({
    keys: z.array(z.object({ kty: z.literal('oct'), kid: z.string(), k: z.string() })),
  });

  test('a license for exactly the keys asked for, and one decision on record however often it is asked', async () => {
    const show = await watchingViewer();
    for (let n = 0; n < 3; n += 1) {
      const response = await ask({ token: show.token, body: clearKeyChallenge(show.kids) });
      expect(response.status).toBe(200);
      expect(license.parse(await response.json()).keys).toHaveLength(show.kids.length);
    }
    const rows = await testDb()
      .db.select()
      .from(licenseDecisions)
      .where(eq(licenseDecisions.eventDayId, show.eventDayId));
    expect(rows).toMatchObject([{ outcome: 'granted', count: 1 }]);
  });

  test('without a ticket and without a viewer on a day of open access, through the same route', async () => {
    const kids = await newChannelKids();
    const event = await writeEvent(testDb().db, now, [{ access: 'open', kids }]);
    const token = await openFor(undefined, event.dayIds[0] ?? '');
    expect((await ask({ token, body: clearKeyChallenge(kids) })).status).toBe(200);
  });
});

describe('400 bad_request', () => {
  const bodies: [string, (kids: readonly Kid[]) => string | Uint8Array<ArrayBuffer>][] = [
    ['empty body', () => ''],
    ['one byte', () => new Uint8Array([8])],
    ['JSON that is no license request', () => '{"kids":"all"}'],
    ['no key id', () => clearKeyChallenge([])],
    ['a persistent license', (kids) => clearKeyChallenge(kids, 'persistent-license')],
    ['a key id of the wrong length', () => '{"kids":["AAAA"],"type":"temporary"}'],
    ['bytes that are not UTF-8', () => new Uint8Array([0xff, 0xfe, 0x7b])],
    ['exactly 64 KiB of nonsense', () => new Uint8Array(64 * 1024)],
  ];
  test.each(bodies)('%s, and the vendor is not asked', async (_name, body) => {
    const show = await watchingViewer();
    expect(await problemOf(await ask({ token: show.token, body: body(show.kids) }))).toEqual([
      400,
      'bad_request',
    ]);
    for (const kid of show.kids) expect(await vendorRequestCount(kid)).toBe(0);
  });
});

describe('401', () => {
  test('token_invalid without a token, with garbage, another secret, another algorithm or another kind of token', async () => {
    const { kids, eventDayId } = await watchingViewer();
    const forge = (secret: string, header: { alg: string; typ?: string }) =>
      new SignJWT({ day: eventDayId, until: 9_999_999_999 })
        .setProtectedHeader(header)
        .setSubject('pbs_x')
        .setIssuer('stagedoor')
        .setAudience('stagedoor-playback')
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(new TextEncoder().encode(secret));
    const ours = 'unit-test-playback-token-secret-32-bytes';
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"x"}').toString('base64url')}.`;
    const tokens = [
      undefined,
      'garbage',
      none,
      await forge('another-secret-of-at-least-32-bytes!!', { alg: 'HS256', typ: 'playback+jwt' }),
      await forge(ours, { alg: 'HS512', typ: 'playback+jwt' }),
      await forge(ours, { alg: 'HS256', typ: 'JWT' }),
    ];
    for (const token of tokens) {
      expect(await problemOf(await ask({ token, body: clearKeyChallenge(kids) }))).toEqual([
        401,
        'token_invalid',
      ]);
    }
  });

  test('token_invalid for a ticket’s token that was passed on to another browser', async () => {
    const { kids, token } = await watchingViewer();
    for (const device of [null, 'c'.repeat(32), 'short']) {
      const response = await ask({ token, body: clearKeyChallenge(kids), device });
      expect(await problemOf(response)).toEqual([401, 'token_invalid']);
    }
    for (const kid of kids) expect(await vendorRequestCount(kid)).toBe(0);
  });

  test('token_expired after its ten minutes', async () => {
    const { kids, eventDayId, viewer } = await watchingViewer();
    const old = { sessionId: 'pbs_x', eventDayId, viewerId: viewer.id, binding, until: minutes(60), rules };
    const token = await signSessionToken(old, minutes(-11));
    expect(await problemOf(await ask({ token, body: clearKeyChallenge(kids) }))).toEqual([
      401,
      'token_expired',
    ]);
  });
});

describe('403, and no request reaches the vendor', () => {
  async function expectRefusal(
    show: { token: string; kids: readonly Kid[] },
    code: string,
    keySystem: KeySystem = 'clearkey',
  ) {
    const body = await challengeFor(keySystem, show.kids);
    const response = await ask({ token: show.token, body, keySystem });
    expect(await problemOf(response)).toEqual([403, code]);
    for (const kid of show.kids) expect(await vendorRequestCount(kid)).toBe(0);
  }

  test('unknown_key for a key id of another event, alone or mixed in', async () => {
    const [show, other] = [await watchingViewer(), await watchingViewer()];
    await expectRefusal({ token: show.token, kids: other.kids }, 'unknown_key');
    await expectRefusal({ token: show.token, kids: [...show.kids, ...other.kids] }, 'unknown_key');
  });

  test('unknown_key for a token of another event day', async () => {
    const [show, other] = [await watchingViewer(), await watchingViewer()];
    await expectRefusal({ token: other.token, kids: show.kids }, 'unknown_key');
  });

  test('key_system_not_allowed for a key system that the day does not use', async () => {
    await expectRefusal(await watchingViewer(), 'key_system_not_allowed', 'widevine');
  });

  test('not_entitled for a viewer without a ticket, even with a token of ours', async () => {
    const show = await watchingViewer();
    const stranger = await writeViewer(testDb().db);
    const session = {
      sessionId: 'pbs_stranger',
      eventDayId: show.eventDayId,
      viewerId: stranger.id,
      binding,
      until: minutes(60),
      rules,
    };
    await expectRefusal({ token: await signSessionToken(session, now), kids: show.kids }, 'not_entitled');
  });

  test('entitlement_revoked once the ticket is, with the token still young', async () => {
    const show = await watchingViewer();
    await testDb()
      .db.update(entitlements)
      .set({ state: 'revoked' })
      .where(eq(entitlements.viewerId, show.viewer.id));
    await expectRefusal(show, 'entitlement_revoked');
  });

  test('session_taken_over when a newer device opened, which itself plays', async () => {
    const show = await watchingViewer();
    const newer = await openFor(show.viewer, show.eventDayId);
    await expectRefusal(show, 'session_taken_over');
    expect((await ask({ token: newer, body: clearKeyChallenge(show.kids) })).status).toBe(200);
  });

  test('too_early before the doors and ended after the show', async () => {
    for (const [startMinute, code] of [
      [90, 'too_early'],
      [-140, 'ended'],
    ] as const) {
      const kids = await newChannelKids();
      const event = await writeEvent(testDb().db, now, [{ access: 'open', kids, startMinute }]);
      const session = {
        sessionId: 'pbs_x',
        eventDayId: event.dayIds[0] ?? '',
        viewerId: undefined,
        binding: undefined,
        until: minutes(60),
        rules,
      };
      await expectRefusal({ token: await signSessionToken(session, now), kids }, code);
    }
  });

  test('keeps one support code for one session and reason', async () => {
    const show = await watchingViewer();
    await openFor(show.viewer, show.eventDayId);
    const refs = await Promise.all(
      [1, 2, 3].map(
        async () =>
          problemSchema.parse(
            await (await ask({ token: show.token, body: clearKeyChallenge(show.kids) })).json(),
          ).ref,
      ),
    );
    expect(new Set(refs).size).toBe(1);
  });
});

test('404 not_found for a key system that does not exist', async () => {
  expect(await problemOf(await ask({ body: 'x', keySystem: 'nonsense' }))).toEqual([404, 'not_found']);
});

test('405 method_not_allowed for every other method, with Allow', async () => {
  for (const method of [GET, PUT, PATCH, DELETE]) {
    const response = method();
    expect(response.headers.get('allow')).toBe('POST');
    expect(await problemOf(response)).toEqual([405, 'method_not_allowed']);
  }
});

test('413 body_too_large at 64 KiB and one byte', async () => {
  const { token } = await watchingViewer();
  expect(await problemOf(await ask({ token, body: new Uint8Array(64 * 1024 + 1) }))).toEqual([
    413,
    'body_too_large',
  ]);
});

test('429 too_many_requests with Retry-After when one session asks in a loop', async () => {
  const { token } = await watchingViewer();
  const statuses: number[] = [];
  for (let n = 0; n < 31; n += 1) statuses.push((await ask({ token, body: '' })).status);
  const last = await ask({ token, body: '' });
  expect(statuses.slice(0, 30).every((status) => status === 400)).toBe(true);
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await problemOf(last)).toEqual([429, 'too_many_requests']);
});
