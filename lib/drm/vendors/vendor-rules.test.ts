import { createDecipheriv } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseDrmVendors } from '@/lib/config/drm-vendors';
import type { KeySystem } from '@/lib/domain/key-system';
import { hdcpLevels, securityLevels } from '@/lib/domain/playback-policy';
import type { LicenseAsk, VendorRequest } from '@/lib/drm/vendor';
import { axinomVendor, toAxinomAccount } from '@/lib/drm/vendors/axinom';
import { castlabsVendor, toCastlabsAccount } from '@/lib/drm/vendors/castlabs';
import { clearKeyVendor, toClearKeyAccount } from '@/lib/drm/vendors/clearkey';
import { doverunnerVendor, toDoverunnerAccount } from '@/lib/drm/vendors/doverunner';
import { httpVendor, toHttpAccount } from '@/lib/drm/vendors/http';
import { askOf, decodePart, kid, NOW, text, UNIX_NOW } from '@/lib/drm/test-ask';
import { toWidevineCloudAccount, widevineCloudVendor } from '@/lib/drm/vendors/widevine-cloud';

const SITE_KEY = 's'.repeat(32);
const FOREIGN = kid('ffffffff-0000-4000-8000-00000000000f');
const anyObject = z.record(z.string(), z.unknown());

const settings = parseDrmVendors(
  JSON.stringify({
    clearkey: { vendor: 'clearkey', url: 'http://127.0.0.1:4103/clearkey' },
    playready: {
      vendor: 'http',
      url: 'https://drm.example/{kid}',
      headers: { authorization: 'Bearer {token}' },
      jwt: {
        algorithm: 'HS256',
        claims: {
          iat: '{iat}',
          exp: '{exp}',
          kids: '{kids}',
          persistent: false,
          seconds: '{licenseSeconds}',
          end: '{until}',
        },
      },
    },
  }),
);

interface Spoken {
  /** Everything that is signed, in the clear. */
  readonly said: string;
  readonly keys: 'explicit' | 'content id';
  /** Unix seconds; undefined where the vendor's token has none. */
  readonly issuedAt?: number;
  readonly expiresAt?: number;
  readonly licenseSeconds?: number;
}

interface Subject {
  readonly keySystems: readonly KeySystem[];
  build(ask: LicenseAsk): VendorRequest;
  read(request: VendorRequest): Spoken;
}

const browsers = ['widevine', 'playready', 'fairplay'] as const;
const url = 'https://drm.example/';
const jwtOf = (value: string | undefined) => decodePart(text(value).split('.')[1] ?? '');
const secondsOf = (date: unknown) => Math.floor(new Date(text(date)).getTime() / 1000);
const numberAt = (said: string, pattern: RegExp) => Number(pattern.exec(said)?.[1]);

const axinom = toAxinomAccount(
  { vendor: 'axinom', url, comKeyId: 'aa0151d7-081c-4699-a049-fc584556c9d2', secret: 'DRM_AXINOM_KEY' },
  { DRM_AXINOM_KEY: Buffer.alloc(32, 1).toString('base64') },
);
const castlabs = toCastlabsAccount(
  {
    vendor: 'castlabs',
    url,
    merchant: 'm',
    keyId: 'k',
    hardwareTemplate: ':l1',
    secret: 'DRM_CASTLABS_SECRET',
  },
  { DRM_CASTLABS_SECRET: '01'.repeat(32) },
);
const doverunner = toDoverunnerAccount(
  {
    vendor: 'doverunner',
    url,
    siteId: 'TUTO',
    siteKeySecret: 'DRM_DOVERUNNER_SITE_KEY',
    accessKeySecret: 'DRM_DOVERUNNER_ACCESS_KEY',
  },
  { DRM_DOVERUNNER_SITE_KEY: SITE_KEY, DRM_DOVERUNNER_ACCESS_KEY: 'a'.repeat(32) },
);
const widevineCloud = toWidevineCloudAccount(
  {
    vendor: 'widevine-cloud',
    url,
    provider: 'p',
    keySecret: 'DRM_WIDEVINE_KEY',
    ivSecret: 'DRM_WIDEVINE_IV',
  },
  { DRM_WIDEVINE_KEY: '02'.repeat(32), DRM_WIDEVINE_IV: '03'.repeat(16) },
);

function clearKeyAccount() {
  if (settings.clearkey?.vendor !== 'clearkey') throw new Error('no clearkey');
  return toClearKeyAccount(settings.clearkey, { DRM_CLEARKEY_SECRET: 'c'.repeat(32) });
}

function httpAccount() {
  if (settings.playready?.vendor !== 'http') throw new Error('no http');
  return toHttpAccount(settings.playready, { DRM_HTTP_SECRET: 'h'.repeat(32) });
}

function readBearer(request: VendorRequest): Spoken {
  const claims = jwtOf(request.headers.authorization?.replace('Bearer ', ''));
  const { iat, exp, seconds } = z
    .object({ iat: z.number(), exp: z.number(), seconds: z.number().optional() })
    .parse(claims);
  const limit = seconds === undefined ? {} : { licenseSeconds: seconds };
  return { said: JSON.stringify(claims), keys: 'explicit', issuedAt: iat, expiresAt: exp, ...limit };
}

const subjects: Record<string, Subject> = {
  axinom: {
    keySystems: browsers,
    build: (ask) => axinomVendor.buildLicenseRequest(ask, axinom),
    read: (request) => {
      const claims = jwtOf(request.headers['x-axdrm-message']);
      const said = JSON.stringify(claims);
      return {
        said,
        keys: 'explicit',
        issuedAt: secondsOf(claims.begin_date),
        expiresAt: secondsOf(claims.expiration_date),
        licenseSeconds: numberAt(said, /"duration":(\d+)/),
      };
    },
  },
  castlabs: {
    keySystems: browsers,
    build: (ask) => castlabsVendor.buildLicenseRequest(ask, castlabs),
    read: (request) => {
      const claims = jwtOf(request.headers['x-dt-auth-token']);
      const said = text(claims.crt);
      return {
        said,
        keys: 'content id',
        issuedAt: z.number().parse(claims.iat),
        expiresAt: z.number().parse(claims.exp),
        licenseSeconds: numberAt(said, /"relativeExpiration":"PT(\d+)S"/),
      };
    },
  },
  doverunner: {
    keySystems: browsers,
    build: (ask) => doverunnerVendor.buildLicenseRequest(ask, doverunner),
    read: (request) => {
      const header = Buffer.from(text(request.headers['pallycon-customdata-v2']), 'base64').toString();
      const token = anyObject.parse(JSON.parse(header));
      const decipher = createDecipheriv('aes-256-cbc', SITE_KEY, '0123456789abcdef');
      const policy = decipher.update(text(token.policy), 'base64', 'utf8') + decipher.final('utf8');
      return {
        said: header + policy,
        keys: 'content id',
        issuedAt: secondsOf(token.timestamp),
        licenseSeconds: numberAt(policy, /"license_duration":(\d+)/),
      };
    },
  },
  'widevine-cloud': {
    keySystems: ['widevine'],
    build: (ask) => widevineCloudVendor.buildLicenseRequest(ask, widevineCloud),
    read: (request) => {
      const envelope = anyObject.parse(JSON.parse(Buffer.from(request.body).toString()));
      const said = Buffer.from(text(envelope.request), 'base64').toString();
      return { said, keys: 'explicit', licenseSeconds: numberAt(said, /"license_duration_seconds":(\d+)/) };
    },
  },
  clearkey: {
    keySystems: ['clearkey'],
    build: (ask) => clearKeyVendor.buildLicenseRequest(ask, clearKeyAccount()),
    read: readBearer,
  },
  http: {
    keySystems: [...browsers, 'clearkey'],
    build: (ask) => httpVendor.buildLicenseRequest(ask, httpAccount()),
    read: readBearer,
  },
};

/** A KID as UUID or as the base64 of its bytes, as vendors write it. */
function names(said: string, id: string): boolean {
  return said.includes(id) || said.includes(Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64'));
}

const rows = Object.entries(subjects).flatMap(([vendor, subject]) =>
  subject.keySystems.map((keySystem) => ({ vendor, keySystem, subject })),
);

describe.each(rows)('$vendor, $keySystem', ({ keySystem, subject }) => {
  const say = (change: Partial<LicenseAsk> = {}) => subject.read(subject.build(askOf(keySystem, change)));

  test('names the asked keys and no other, or the content id', () => {
    const { kids } = askOf(keySystem);
    const one = say({ kids: kids.slice(1) });
    expect(names(one.said, kids[0] ?? '')).toBe(false);
    if (one.keys === 'explicit') expect(names(one.said, kids[1] ?? '')).toBe(true);
    else expect(one.said).toContain('live-2026-12-24');
    expect(names(one.said, FOREIGN)).toBe(false);
  });

  test('forbids persistence, whatever the policy', () => {
    for (const hdcp of hdcpLevels) {
      for (const securityLevel of securityLevels) {
        const { said } = say({ policy: { licenseSeconds: 600, hdcp, securityLevel } });
        expect(said).toMatch(/"(allow_persistence|storeLicense|persistent|can_persist)":false/);
        expect(said).not.toMatch(/"(allow_persistence|storeLicense|persistent|can_persist)":true/);
      }
    }
  });

  test('asks for the policy’s seconds, and never past the end of the day', () => {
    const { licenseSeconds } = say({ policy: { ...askOf(keySystem).policy, licenseSeconds: 900 } });
    if (licenseSeconds === undefined) return;
    expect(licenseSeconds).toBe(900);
    expect(say({ until: new Date(NOW.getTime() + 90_900) }).licenseSeconds).toBe(90);
    expect(say({ until: NOW }).licenseSeconds, '0 would be for ever').toBe(1);
  });

  test('a token lives a minute, and a minute’s difference of clocks does not break it', () => {
    const { issuedAt, expiresAt } = say();
    if (issuedAt !== undefined) expect(issuedAt).toBe(UNIX_NOW - 60);
    if (expiresAt !== undefined) expect(expiresAt).toBe(UNIX_NOW + 60 + 60);
  });
});
