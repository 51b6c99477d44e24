import { createHash, randomBytes } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startOidcTwin } from './server';

const client = { clientId: 'portal', clientSecret: 'a secret & more' };
const redirectUri = 'http://localhost:3000/callback';

let twin: Awaited<ReturnType<typeof startOidcTwin>>;
beforeAll(async () => {
  twin = await startOidcTwin({ ...client, redirectUris: [redirectUri] });
});
afterAll(() => twin.close());

it('signs in a listed account: RS256 ID token with nonce and claims, the same claims from userinfo', async () => {
  const { idToken, userinfo } = await signIn(createBrowser(), { account: 'sandbox|staff' });

  const claims = {
    sub: 'sandbox|staff',
    email: 'staff@example.jp',
    email_verified: true,
    name: '舞台 係子',
    groups: ['stagedoor-staff'],
  };
  expect(idToken.protectedHeader.alg).toBe('RS256');
  expect(idToken.payload).toMatchObject({ ...claims, nonce: 'the-nonce' });
  expect(userinfo).toEqual(claims);
  expect(idToken.payload.amr).toEqual(['pwd', 'otp', 'mfa']);
  expect(idToken.payload).not.toHaveProperty('auth_time');
});

it('tells when it asked who it is, for max_age only, and asks again for max_age=0', async () => {
  const browser = createBrowser();
  const before = Math.floor(Date.now() / 1000);
  await signIn(browser, { account: 'sandbox|hanako' });
  const { idToken } = await signIn(browser, { account: 'sandbox|hanako' }, { max_age: '0' });
  expect(idToken.payload.auth_time).toBeGreaterThanOrEqual(before);
  expect(idToken.payload.amr).toEqual(['pwd']);
});

it('makes a verified viewer of any address at example.jp, the same one each time', async () => {
  const typed = { email: 'Browser-7@example.jp', password: 'x' };
  const first = await signIn(createBrowser(), typed);
  const second = await signIn(createBrowser(), { ...typed, email: 'browser-7@example.jp' });

  expect(first.userinfo).toMatchObject({ email: 'browser-7@example.jp', email_verified: true });
  expect(second.userinfo).toEqual(first.userinfo);
});

it('refuses an address elsewhere and stays on the page', async () => {
  const browser = createBrowser();
  const page = await browser.follow(authorizationUrl().href);
  const reply = await browser.follow(page.url, { email: 'nobody@gmail.com', password: 'x' });

  expect(reply.status).toBe(422);
  expect(reply.text).toContain('role="alert"');
});

it('asks a signed-in browser again for prompt=login only', async () => {
  const browser = createBrowser();
  await signIn(browser, { account: 'sandbox|hanako' });

  expect((await browser.follow(authorizationUrl().href)).url).toContain(`${redirectUri}?code=`);
  const again = await browser.follow(authorizationUrl({ prompt: 'login' }).href);
  expect(again.url).toContain('/interaction/');
});

it('returns access_denied when the viewer cancels, invalid_request without PKCE', async () => {
  const browser = createBrowser();
  const page = await browser.follow(authorizationUrl().href);
  const canceled = await browser.follow(page.url, { cancel: 'yes' });
  const noPkce = await browser.follow(
    authorizationUrl({ code_challenge: '', code_challenge_method: '' }).href,
  );

  expect(new URL(canceled.url).searchParams.get('error')).toBe('access_denied');
  expect(new URL(noPkce.url).searchParams.get('error')).toBe('invalid_request');
});

it('speaks the language of ui_locales, then of the browser, then Japanese', async () => {
  const languageOf = async (uiLocales: string, acceptLanguage: string) => {
    const page = await createBrowser(acceptLanguage).follow(authorizationUrl({ ui_locales: uiLocales }).href);
    return /lang="(\w+)"/.exec(page.text)?.[1];
  };

  expect(await languageOf('en', 'ja')).toBe('en');
  expect(await languageOf('', 'fr-FR,en-US;q=0.8')).toBe('en');
  expect(await languageOf('', 'fr')).toBe('ja');
});

const verifier = randomBytes(32).toString('base64url');

function authorizationUrl(extra: Record<string, string> = {}): URL {
  const parameters = {
    client_id: client.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid email profile',
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...extra,
  };
  const given = Object.entries(parameters).filter(([, value]) => value !== '');
  return new URL(`${twin.url}/auth?${new URLSearchParams(given)}`);
}

async function signIn(
  browser: ReturnType<typeof createBrowser>,
  form: Record<string, string>,
  extra: Record<string, string> = {},
) {
  const page = await browser.follow(authorizationUrl(extra).href);
  const returned = new URL((await browser.follow(page.url, form)).url).searchParams;
  expect(returned.get('state')).toBe('the-state');
  const credentials = [client.clientId, client.clientSecret].map(encodeURIComponent).join(':');
  const response = await fetch(`${twin.url}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: returned.get('code') ?? '',
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }),
  });
  const tokens = z.object({ id_token: z.string(), access_token: z.string() }).parse(await response.json());
  const keys = createRemoteJWKSet(new URL(`${twin.url}/jwks`));
  const expected = { issuer: twin.url, audience: client.clientId };
  const headers = { authorization: `Bearer ${tokens.access_token}` };
  const userinfo: unknown = await (await fetch(`${twin.url}/me`, { headers })).json();
  return { idToken: await jwtVerify(tokens.id_token, keys, expected), userinfo };
}

/** Keeps cookies with their paths and follows redirects up to the client's address. */
function createBrowser(acceptLanguage = 'ja') {
  const cookies = new Map<string, { path: string; pair: string }>();
  const keep = (line: string) => {
    const [pair = '', ...attributes] = line.split('; ');
    const path = attributes.find((attribute) => attribute.startsWith('path='))?.slice(5) ?? '/';
    cookies.set(`${pair.split('=')[0]} ${path}`, { path, pair });
  };
  const follow = async (
    url: string,
    form?: Record<string, string>,
  ): Promise<{ url: string; status: number; text: string }> => {
    if (url.startsWith(redirectUri)) return { url, status: 200, text: '' };
    const sent = [...cookies.values()].filter(({ path }) => new URL(url).pathname.startsWith(path));
    const headers = { 'accept-language': acceptLanguage, cookie: sent.map(({ pair }) => pair).join('; ') };
    const response = await fetch(url, {
      redirect: 'manual',
      headers,
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    response.headers.getSetCookie().forEach(keep);
    const location = response.headers.get('location');
    if (location !== null) return follow(new URL(location, url).href);
    return { url, status: response.status, text: await response.text() };
  };
  return { follow };
}
