import { describe, expect, test } from 'vitest';
import { judgeReply } from '@/lib/drm/judge-reply';
import type { KeySystem } from '@/lib/domain/key-system';
import { ASKED, askOf, text } from '@/lib/drm/test-ask';
import { findVector } from '@/lib/drm/challenge/test-vectors';

const SOAP = (inner: string) =>
  Buffer.from(`<?xml version="1.0"?><s:Envelope xmlns:s="x"><s:Body>${inner}</s:Body></s:Envelope>`);
const jwk = (kid: string) => ({
  kty: 'oct',
  kid: Buffer.from(kid.replaceAll('-', ''), 'hex').toString('base64url'),
  k: 'A'.repeat(22),
});
const jwkSet = (...kids: string[]) => Buffer.from(JSON.stringify({ keys: kids.map(jwk) }));
const HTML = Buffer.from('<!DOCTYPE html><html><body>502 Bad Gateway</body></html>');
const NOTHING = Buffer.alloc(0);
const FAULT = SOAP('<s:Fault><faultcode>s:Server</faultcode></s:Fault>');

const licenses: Record<KeySystem, Buffer> = {
  widevine: Buffer.from(text(findVector('widevine-licence-reply-event-keys').input.reply_base64), 'base64'),
  playready: SOAP('<AcquireLicenseResponse xmlns="y"><License>AAAA</License></AcquireLicenseResponse>'),
  fairplay: Buffer.from(text(findVector('fairplay-reply-encodings').input.raw_hex), 'hex'),
  clearkey: jwkSet(ASKED[0]),
};

const judge = (keySystem: KeySystem, status: number, body: Uint8Array) =>
  judgeReply({ status, contentType: 'application/octet-stream', body }, askOf(keySystem));

describe.each(['widevine', 'playready', 'fairplay', 'clearkey'] as const)('%s', (keySystem) => {
  test('a license passes byte for byte', () => {
    expect(judge(keySystem, 200, licenses[keySystem])).toEqual({ ok: true, license: licenses[keySystem] });
  });

  test.each([
    [401, 'a license', licenses[keySystem], 'drm_unauthorized'],
    [301, 'a license', licenses[keySystem], 'drm_refused'],
    [403, 'HTML', HTML, 'drm_refused'],
    [429, 'HTML', HTML, 'drm_refused'],
    [500, 'HTML', HTML, 'drm_failed'],
    [503, 'a license', licenses[keySystem], 'drm_failed'],
    [200, 'nothing', NOTHING, 'drm_empty'],
    [204, 'nothing', NOTHING, 'drm_empty'],
    [200, 'HTML', HTML, 'drm_unreadable'],
    [200, 'an error in JSON', Buffer.from('{"errorCode":"1"}'), 'drm_unreadable'],
    [200, 'a word', Buffer.from('disabled'), 'drm_unreadable'],
  ] as const)('status %i with %s', (status, _, body, problem) => {
    expect(judge(keySystem, status, body)).toEqual({ ok: false, problem });
  });

  test('the license of another key system is none', () => {
    for (const [other, body] of Object.entries(licenses)) {
      if (other === keySystem) continue;
      expect(judge(keySystem, 200, body), other).toMatchObject({ ok: false, problem: 'drm_unreadable' });
    }
  });
});

test('a SOAP fault is a refusal, also with the status 500 that PlayReady gives to every error', () => {
  expect(judge('playready', 200, FAULT)).toEqual({ ok: false, problem: 'drm_refused' });
  expect(judge('playready', 500, FAULT)).toEqual({ ok: false, problem: 'drm_refused' });
  expect(judge('playready', 503, FAULT)).toEqual({ ok: false, problem: 'drm_failed' });
});

test('a Widevine certificate is an answer to 08 04 and to nothing else', () => {
  const certificate = Buffer.from('08051202abcd', 'hex');
  const reply = (body: Uint8Array) => ({ status: 200, contentType: '', body });
  const ask = askOf('widevine', { challenge: Buffer.from('0804', 'hex') });
  expect(judgeReply(reply(certificate), ask)).toEqual({ ok: true, license: certificate });
  expect(judgeReply(reply(licenses.widevine), ask)).toMatchObject({ problem: 'drm_unreadable' });
  expect(judge('widevine', 200, certificate)).toMatchObject({ problem: 'drm_unreadable' });
});

test('a ClearKey set with one key that nobody asked for is no license', () => {
  expect(judge('clearkey', 200, jwkSet(...ASKED))).toMatchObject({ ok: true });
  const foreign = '2f05477f-c24b-b4fa-efd8-6517156daffc';
  expect(judge('clearkey', 200, jwkSet(ASKED[0], foreign))).toMatchObject({ problem: 'drm_unreadable' });
});

describe('every wrapping of a CKC reaches the same bytes', () => {
  const { input, expected } = findVector('fairplay-reply-encodings');
  const forms = Object.entries(input).map(([name, form]) => [name, text(form)] as const);
  test.each(forms)('%s', (name, form) => {
    const body = name === 'raw_hex' ? Buffer.from(form, 'hex') : Buffer.from(form);
    expect(judge('fairplay', 200, body)).toEqual({
      ok: true,
      license: Buffer.from(text(expected.ckc_hex), 'hex'),
    });
  });
});
