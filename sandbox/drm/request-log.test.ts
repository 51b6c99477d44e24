import { expect, test } from 'vitest';
import {
  fairPlayChallenge,
  kidOf,
  octets,
  playReadyChallenge,
  soap,
  twinForTests,
  widevineChallenge,
} from './accounts/test-rig';
import { kidToUuid } from './content-keys';

const twin = twinForTests();

test('every vendor counts what names the key, refused or not', async () => {
  const kid = kidOf('logged');
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const widevine = Buffer.from(widevineChallenge([kid]));
  const request = base64(Buffer.from(JSON.stringify({ payload: base64(widevine), provider: 'stagedoor' })));
  const spc = `spc=${encodeURIComponent(base64(fairPlayChallenge(kid)))}`;
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  await twin.send('/axinom/widevine/AcquireLicense', { headers: octets, body: widevine });
  await twin.send('/castlabs/license-server-fairplay/', { headers: form, body: spc });
  await twin.send('/doverunner/ri/licenseManager.do', { headers: soap, body: playReadyChallenge(kid) });
  await twin.send('/widevine-cloud/cenc/getlicense/stagedoor', {
    body: JSON.stringify({ request, signature: '', signer: 'stagedoor' }),
  });
  await twin.send('/generic/fairplay', { headers: octets, body: fairPlayChallenge(kid) });
  await twin.send('/clearkey', { body: JSON.stringify({ kids: [Buffer.from(kid).toString('base64url')] }) });
  const log = await twin.logOf(kid);
  expect(log.map(({ vendor, keySystem, kind, status }) => [vendor, keySystem, kind, status])).toEqual([
    ['axinom', 'widevine', 'new', 400],
    ['castlabs', 'fairplay', 'new', 401],
    ['doverunner', 'playready', 'new', 403],
    ['widevine-cloud', 'widevine', 'new', 200],
    ['generic', 'fairplay', 'new', 401],
    ['clearkey', 'clearkey', 'unreadable', 401],
  ]);
  expect(log.every(({ kids }) => kids.includes(kidToUuid(kid)))).toBe(true);
});

test('the names of the headers that came are kept and never a value, the content type as it is', async () => {
  const kid = kidOf('headers');
  const headers = {
    ...octets,
    Cookie: 'session=secret',
    'X-AxDRM-Message': 'secret',
    Authorization: 'secret',
  };
  await twin.send('/axinom/widevine/AcquireLicense', {
    headers,
    body: Buffer.from(widevineChallenge([kid])),
  });
  const [entry] = await twin.logOf(kid);
  expect(entry?.headers).toEqual(expect.arrayContaining(['authorization', 'cookie', 'x-axdrm-message']));
  expect(entry?.contentType).toBe('application/octet-stream');
  expect(JSON.stringify(entry)).not.toContain('secret');
});

test('the log of a vendor has requests without a key too: certificates, GET and what nobody could read', async () => {
  await twin.send('/castlabs/license-server-fairplay/cert/stagedoor', { method: 'GET' });
  await twin.send('/castlabs/license-proxy-widevine/cenc/', { method: 'GET' });
  await twin.send('/castlabs/license-proxy-widevine/cenc/', { body: Buffer.from([8, 4]) });
  await twin.send('/castlabs/license-proxy-widevine/cenc/', { body: 'hello' });
  const log = await twin.logOfVendor('castlabs');
  expect(log.slice(-4).map(({ method, kind, kids }) => [method, kind, kids])).toEqual([
    ['GET', 'certificate', []],
    ['GET', 'unreadable', []],
    ['POST', 'certificate', []],
    ['POST', 'unreadable', []],
  ]);
});
