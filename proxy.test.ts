import { NextRequest } from 'next/server';
import { encode } from 'next-auth/jwt';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import proxy, { config } from './proxy';

const origin = 'http://localhost:3000';
const secret = 'a secret of this test';

beforeAll(() => {
  vi.stubEnv('DATABASE_URL', 'postgres://localhost/none');
  vi.stubEnv('APP_URL', origin);
  vi.stubEnv('STRIPE_PUBLISHABLE_KEY', 'pk_test_none');
  vi.stubEnv('OIDC_ISSUER', 'https://login.example');
  vi.stubEnv('OIDC_CLIENT_ID', 'stagedoor');
  vi.stubEnv('NEXTAUTH_URL', origin);
  vi.stubEnv('NEXTAUTH_SECRET', secret);
});

describe('language', () => {
  it.each([
    ['/', '/ja'],
    ['/tickets?day=1', '/ja/tickets?day=1'],
    ['/nope', '/ja/nope'],
  ])('%s is answered by %s', async (address, page) => {
    expect(rewriteOf(await ask(address))).toBe(origin + page);
  });

  it('English addresses are answered as they are', async () => {
    expect(rewriteOf(await ask('/en/tickets'))).toBeNull();
  });

  it("the browser's languages decide nothing and no cookie is set", async () => {
    const response = await ask('/', { 'accept-language': 'en-US,en' });
    expect(rewriteOf(response)).toBe(`${origin}/ja`);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('a prefix for Japanese leads to the one address without it', async () => {
    expect((await ask('/ja/tickets')).headers.get('location')).toBe(`${origin}/tickets`);
  });

  it.each(['/ja//evil.example', '/ja/%2F%2Fevil.example', '/ja/\\evil.example'])(
    '%s does not lead to another host',
    async (address) => {
      const location = (await ask(address)).headers.get('location') ?? origin;
      expect(new URL(location, origin).origin).toBe(origin);
      expect(new URL(location, origin).pathname).not.toMatch(/^\/[/\\]/);
    },
  );
});

describe('admin', () => {
  it.each(['/admin', '/admin/orders/ord_1'])(
    '%s without login is answered like any unknown address',
    async (address) => {
      const [admin, unknown] = [await ask(address), await ask('/nope')];
      expect(rewriteOf(admin)).toBe(`${origin}/ja${address}`);
      expect(namesAndValues(admin)).toEqual(namesAndValues(unknown));
    },
  );

  it("a viewer's login is no key", async () => {
    const response = await ask('/admin', await loginOf({ sub: 'vwr_1' }));
    expect(rewriteOf(response)).toBe(`${origin}/ja/admin`);
  });

  it('a staff login reaches the page, which is private', async () => {
    const response = await ask(
      '/admin',
      await loginOf({ sub: 'vwr_2', staff: true, signedInAt: hoursAgo(7) }),
    );
    expect(rewriteOf(response)).toBeNull();
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('content-security-policy')).toContain("'nonce-");
  });

  it('a staff login of eight hours ago leads to signing in again and back', async () => {
    const over = await loginOf({ sub: 'vwr_2', staff: true, signedInAt: hoursAgo(8) });
    const response = await ask('/admin/staff?after=1', over);
    expect(response.headers.get('location')).toBe(
      `${origin}/sign-in?next=${encodeURIComponent('/admin/staff?after=1')}&again=1`,
    );
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    const stranger = await ask(
      '/admin',
      await loginOf({ sub: 'vwr_3', staff: false, signedInAt: hoursAgo(8) }),
    );
    expect(stranger.headers.get('location')).toBeNull();
  });

  it('an address that only begins like admin is an ordinary page', async () => {
    const response = await ask(
      '/administration',
      await loginOf({ sub: 'vwr_2', staff: true, signedInAt: hoursAgo(7) }),
    );
    expect(rewriteOf(response)).toBe(`${origin}/ja/administration`);
  });
});

describe('headers', () => {
  it('public pages leave caching to the page', async () => {
    expect((await ask('/events/summer')).headers.get('cache-control')).toBeNull();
  });

  it.each([
    '/tickets',
    '/en/tickets',
    '/checkout/summer',
    '/orders/ord_1',
    '/sign-in',
    '/watch/summer',
    '/test-playback',
  ])('%s is kept by no cache', async (address) => {
    expect((await ask(address)).headers.get('cache-control')).toBe('private, no-store');
  });

  it.each(['/orders/ord_1', '/en/orders/ord_1'])(
    '%s tells no other site where the reader came from',
    async (address) => {
      expect((await ask(address)).headers.get('referrer-policy')).toBe('no-referrer');
    },
  );

  it('Next sees the very policy the browser gets, and each request has its own nonce', async () => {
    const [first, second] = [await ask('/tickets'), await ask('/tickets')];
    const policy = first.headers.get('content-security-policy');
    expect(first.headers.get('x-middleware-request-content-security-policy')).toBe(policy);
    expect(second.headers.get('content-security-policy')).not.toBe(policy);
  });

  it('a policy sent by the browser is not believed', async () => {
    const response = await ask('/', { 'content-security-policy': "script-src 'nonce-mine'" });
    expect(response.headers.get('x-middleware-request-content-security-policy')).not.toContain('mine');
  });
});

describe('matcher', () => {
  const [matcher = ''] = config.matcher;
  const pages = new RegExp(`^${matcher}$`);

  it.each(['/', '/en', '/admin', '/events/summer.2026', '/nope.txt', '/apiary'])('covers %s', (path) => {
    expect(path).toMatch(pages);
  });

  it.each(['/_next/static/x.js', '/api/license/widevine', '/icon.svg', '/favicon.ico', '/assets/x.png'])(
    'leaves %s alone',
    (path) => {
      expect(path).not.toMatch(pages);
    },
  );
});

function ask(address: string, headers: Record<string, string> = {}) {
  return proxy(new NextRequest(origin + address, { headers }));
}

function rewriteOf(response: Response) {
  return response.headers.get('x-middleware-rewrite');
}

async function loginOf(token: Record<string, unknown>): Promise<Record<string, string>> {
  return { cookie: `next-auth.session-token=${await encode({ token, secret })}` };
}

function namesAndValues(response: Response) {
  return [...response.headers].filter(([name]) => name !== 'x-middleware-rewrite');
}

function hoursAgo(hours: number): number {
  return Math.floor(Date.now() / 1000) - hours * 3600;
}
