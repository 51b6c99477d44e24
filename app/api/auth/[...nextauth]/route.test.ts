import { NextRequest } from 'next/server';
import { beforeEach, expect, test, vi } from 'vitest';
import { POST } from './route';

beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
});

const form = 'application/x-www-form-urlencoded';

test.each([
  ['JSON', 'application/json', '{', 400],
  ['nothing', '', '', 400],
  ['a form over 16 KiB', form, `email=${'x'.repeat(16 * 1024)}`, 413],
])('%s is refused before next-auth reads it', async (_case, type, body, status) => {
  const url = 'http://localhost:3000/api/auth/callback/mail-code';
  const request = new NextRequest(url, { method: 'POST', body, headers: { 'content-type': type } });
  const answer = await POST(request, { params: Promise.resolve({ nextauth: ['callback', 'mail-code'] }) });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
});

test.each([
  { origin: 'https://evil.example' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
])('a form of another site is refused: %j', async (headers) => {
  const url = 'http://localhost:3000/api/auth/signin/oidc';
  const sent = { method: 'POST', body: 'callbackUrl=/', headers: { 'content-type': form, ...headers } };
  const answer = await POST(new NextRequest(url, sent), {
    params: Promise.resolve({ nextauth: ['signin', 'oidc'] }),
  });
  expect(answer.status).toBe(400);
  expect(answer.headers.get('set-cookie')).toBeNull();
});
