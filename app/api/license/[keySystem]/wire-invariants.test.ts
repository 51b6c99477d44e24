import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entitlements } from '@/lib/db/schema/sales';
import type { Kid } from '@/lib/domain/kid';
import { type KeySystem, keySystems } from '@/lib/domain/key-system';
import { licenseDecisions } from '@/lib/db/schema/playback';
import { limitRate } from '@/lib/http/rate-limit';
import { answerLicense } from '@/lib/playback/answer-license';
import { beforeQuery } from '@/lib/sales/test-order';
import { barePlayReady, challengeFor, widevineChallenge } from '@/lib/playback/test-challenge';
import { vendorRequestCount, vendorRequests } from '@/lib/playback/test-channel';
import {
  ask,
  closeLicenseDesk,
  deviceCookie,
  now,
  openFor,
  openLicenseDesk,
  problemOf,
  type Show,
  testDb,
  watchingViewer,
} from './test-license-desk';

beforeAll(openLicenseDesk);
afterAll(closeLicenseDesk);

const show = () => watchingViewer({ keySystems });
const firstKid = ({ kids }: Show): Kid => {
  const [kid] = kids;
  if (kid === undefined) throw new Error('no key id');
  return kid;
};

type Body = Uint8Array<ArrayBuffer>;

test('6: 08 04 needs no purchase, not even a token, counts nowhere and takes no slot', async () => {
  const response = await ask({ body: Uint8Array.of(8, 4), keySystem: 'widevine' });
  expect(response.status).toBe(200);
  expect([...new Uint8Array(await response.arrayBuffer()).subarray(0, 2)]).toEqual([8, 5]);
});

describe('7: malformed input is 400 or 413, never 500, and never forwarded', () => {
  const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
  const cases: [string, KeySystem, (own: Show) => Body][] = [
    ['a truncated message', 'widevine', (own) => widevineChallenge(own).slice(0, 40)],
    ['an endless varint', 'widevine', () => new Uint8Array(64).fill(0xff)],
    ['an empty body', 'fairplay', () => new Uint8Array()],
    ['a DOCTYPE', 'playready', () => new Uint8Array(Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><a>&a;</a>'))],
    ['odd UTF-16', 'playready', () => utf16('<PlayReadyKeyMessage').slice(0, 39)],
    ['a byte order mark and nothing', 'playready', () => Uint8Array.of(0xff, 0xfe)],
    ['a bare word', 'clearkey', () => new Uint8Array(Buffer.from('null'))],
    ['an offline license', 'clearkey', (own) => new Uint8Array(Buffer.from(offline(own)))],
  ];
  const offline = ({ kids }: Show) =>
    JSON.stringify({
      kids: kids.map((kid) => Buffer.from(kid.replaceAll('-', ''), 'hex').toString('base64url')),
      type: 'persistent-license',
    });
  test.each(cases)('%s (%s)', async (_name, keySystem, body) => {
    const own = await show();
    expect(await problemOf(await ask({ token: own.token, body: body(own), keySystem }))).toEqual([
      400,
      'bad_request',
    ]);
    for (const kid of own.kids) expect(await vendorRequestCount(kid)).toBe(0);
  });

  test.each(keySystems)('64 KiB and a byte (%s)', async (keySystem) => {
    const { token } = await show();
    const body = new Uint8Array(64 * 1024 + 1);
    expect(await problemOf(await ask({ token, body, keySystem }))).toEqual([413, 'body_too_large']);
  });
});

describe('8: PlayReady wrapped by the CDM or bare', () => {
  test.each(['wrapped', 'bare'])('%s gets a license', async (form) => {
    const own = await show();
    const body = form === 'bare' ? barePlayReady(own.kids) : await challengeFor('playready', own.kids);
    const response = await ask({ token: own.token, body, keySystem: 'playready' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/xml; charset=utf-8']);
    expect(await response.text()).toContain('AcquireLicenseResponse');
  });
});

test.each(keySystems)(
  '11: of the client’s headers none reaches the vendor, of the vendor’s none the client (%s)',
  async (keySystem) => {
    const own = await show();
    const kid = firstKid(own);
    const nosy = {
      'x-axdrm-message': 'mine',
      'pallycon-customdata-v2': 'mine',
      'x-dt-auth-token': 'mine',
      soapaction: 'mine',
      'x-forwarded-for': '192.0.2.1',
      'accept-language': 'ja',
      'stagedoor-key-id': kid,
    };
    const response = await ask({
      token: own.token,
      body: await challengeFor(keySystem, [kid]),
      keySystem,
      headers: nosy,
    });
    expect(response.status).toBe(200);
    const ours = ['content-type', 'cache-control', 'server-timing', 'stagedoor-license-receipt'];
    expect([...response.headers.keys()].filter((name) => !ours.includes(name))).toEqual([]);
    const [request] = (await vendorRequests(kid)).requests;
    const leaked = ['cookie', 'x-forwarded-for', 'accept-language', 'stagedoor-key-id', 'user-agent'];
    expect(request?.headers.filter((name) => leaked.includes(name))).toEqual([]);
  },
);

test('14: a vendor token is not made for a session that is over', async () => {
  const own = await show();
  await openFor(own.viewer, own.eventDayId);
  const asked = await vendorRequestCount(firstKid(own));
  await ask({ token: own.token, body: await challengeFor('widevine', own.kids), keySystem: 'widevine' });
  expect(await vendorRequestCount(firstKid(own))).toBe(asked);
});

test('16: the rate limit is each session’s own: ten thousand sessions are served within one minute', async () => {
  const sessions = Array.from({ length: 10_000 }, (_, index) => `pbs_arrival_${index}`);
  for (const session of sessions) await limitRate('license', session);
});

test('14: a database that goes away after its yes takes no license back', async () => {
  const own = await show();
  const gone = Object.assign(new Error('gone'), { code: 'ECONNRESET' });
  const write = /insert into license_decisions/;
  const db = beforeQuery(testDb().pool, write, () => Promise.reject(gone));
  const headers = new Headers({ authorization: `Bearer ${own.token}`, cookie: deviceCookie });
  const body = await challengeFor('clearkey', own.kids);
  expect((await answerLicense(db, { keySystem: 'clearkey', headers, body }, now)).status).toBe(200);
  const rows = await testDb()
    .db.select()
    .from(licenseDecisions)
    .where(eq(licenseDecisions.eventDayId, own.eventDayId));
  expect(rows).toEqual([]);
});

describe('17: a refusal is problem JSON with a DASH-IF type, an action link and a support code', () => {
  test.each([
    ['ja', 'http://localhost:3000/tickets', 'マイチケットを確認する'],
    ['en-GB,en;q=0.9', 'http://localhost:3000/en/tickets', undefined],
  ])('in the caller’s language: %s', async (language, href, hrefTitle) => {
    const own = await show();
    await testDb().db.delete(entitlements).where(eq(entitlements.viewerId, own.viewer.id));
    const headers = { 'accept-language': language };
    const body = await challengeFor('clearkey', own.kids);
    const problem: unknown = await (await ask({ token: own.token, body, headers })).json();
    expect(problem).toMatchObject({
      type: 'https://dashif.org/drm-problems/not-authorized',
      code: 'not_entitled',
      href,
      ...(hrefTitle === undefined ? {} : { hrefTitle }),
    });
  });
});
