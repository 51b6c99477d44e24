import { describe, expect, test } from 'vitest';
import { challengeBody } from '@/lib/drm/challenge-body';
import { askOf, text } from '@/lib/drm/test-ask';
import { findVector } from '@/lib/drm/challenge/test-vectors';

describe('an SPC in each form', () => {
  const { expected } = findVector('fairplay-body-encodings');
  test.each([
    ['octets', Buffer.from(text(expected.octet_stream_hex), 'hex'), 'application/octet-stream'],
    ['form', Buffer.from(text(expected.form_body)), 'application/x-www-form-urlencoded'],
    [
      'form-base64url',
      Buffer.from(text(expected.form_body_url_safe_alphabet)),
      'application/x-www-form-urlencoded',
    ],
    ['json', Buffer.from(text(expected.json_body)), 'application/json'],
  ] as const)('%s', (form, body, contentType) => {
    const built = challengeBody(askOf('fairplay'), form);
    expect(Buffer.from(built.body)).toEqual(body);
    expect(built.headers).toEqual({ 'content-type': contentType });
  });
});

test('PlayReady gets our SOAPAction and the SOAP message as it is', () => {
  const ask = askOf('playready');
  const { expected } = findVector('playready-keymessage-wrapped');
  expect(challengeBody(ask, 'json')).toEqual({
    headers: { 'content-type': expected.content_type, soapaction: expected.soap_action },
    body: ask.challenge,
  });
});

test('a Widevine challenge goes out byte for byte', () => {
  expect(challengeBody(askOf('widevine'), 'json').body).toEqual(askOf('widevine').challenge);
});
