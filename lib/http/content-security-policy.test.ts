import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, type PolicySources } from './content-security-policy';
import type { PageKind } from './page-kind';

const production: PolicySources = {
  stripeJsUrl: 'https://js.stripe.com/endive/stripe.js',
  stripeApiBase: 'https://api.stripe.com',
  oidcIssuer: 'https://login.example/tenant',
  mediaOrigins: ['https://live.example', 'https://backup.example:8443/path'],
  allowEval: false,
};
const twins: PolicySources = {
  ...production,
  stripeJsUrl: 'http://localhost:4101/js/stripe.js',
  stripeApiBase: 'http://localhost:4101',
};

const kinds: PageKind[] = ['public', 'account', 'signIn', 'order', 'payment', 'player'];
const privateKinds = kinds.filter((kind) => kind !== 'public');

describe.each(kinds)('%s', (kind) => {
  const policy = directivesOf(kind, production);

  it.each([
    ['default-src', "'none'"],
    ['object-src', "'none'"],
    ['base-uri', "'none'"],
    ['frame-ancestors', "'none'"],
  ])('%s is %s', (directive, value) => {
    expect(policy.get(directive)).toBe(value);
  });

  it('never allows eval in production', () => {
    expect([...policy.values()].join(' ')).not.toContain('unsafe-eval');
  });
});

it('preview: only our own pages frame it, and it frames only them', () => {
  const policy = directivesOf('preview', production);
  expect(policy.get('frame-ancestors')).toBe("'self'");
  expect(policy.get('frame-src')).toBe("'self'");
  expect(policy.get('script-src')).toBe("'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
});

it('public: scripts of our own only, and no nonce that a cache would repeat', () => {
  const policy = directivesOf('public', production);
  expect(policy.get('script-src')).toBe("'self' 'unsafe-inline'");
  expect(policy.get('style-src')).toBe("'self'");
});

it.each(privateKinds)('%s: inline scripts run by nonce only', (kind) => {
  const scripts = directivesOf(kind, production).get('script-src');
  expect(scripts).toContain("'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
  expect(scripts).not.toContain('unsafe-inline');
});

it.each(kinds.filter((kind) => kind !== 'payment'))('%s: nothing of Stripe may load', (kind) => {
  expect(contentSecurityPolicy({ kind, nonce: 'n', sources: production })).not.toContain('stripe');
});

describe('payment', () => {
  it('allows the hosts Stripe documents', () => {
    const policy = directivesOf('payment', production);
    expect(policy.get('script-src')).toMatch(
      /'strict-dynamic' https:\/\/js\.stripe\.com https:\/\/\*\.js\.stripe\.com$/,
    );
    expect(policy.get('frame-src')).toBe(
      'https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com',
    );
    expect(policy.get('connect-src')).toBe("'self' https://api.stripe.com");
  });

  it('allows the twin and not Stripe where the twin is configured', () => {
    const policy = directivesOf('payment', twins);
    expect([...policy.values()].join(' ')).not.toContain('stripe.com');
    expect(policy.get('frame-src')).toBe('http://localhost:4101');
    expect(policy.get('connect-src')).toBe("'self' http://localhost:4101");
  });
});

it('player: media from blobs and the media origins, segments from these, styles of the controls', () => {
  const policy = directivesOf('player', production);
  expect(policy.get('media-src')).toBe('blob: data: https://live.example https://backup.example:8443');
  expect(policy.get('connect-src')).toBe("'self' https://live.example https://backup.example:8443");
  expect(policy.get('style-src')).toBe("'self' 'unsafe-inline'");
});

it('sign-in: a form may lead to the identity provider', () => {
  expect(directivesOf('signIn', production).get('form-action')).toBe("'self' https://login.example");
});

it("development alone gets what React's development build needs", () => {
  const policy = directivesOf('account', { ...production, allowEval: true });
  expect(policy.get('script-src')).toContain("'unsafe-eval'");
});

function directivesOf(kind: PageKind, sources: PolicySources): Map<string, string> {
  const policy = contentSecurityPolicy({ kind, nonce: 'bm9uY2U=', sources });
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values.join(' ')];
    }),
  );
}
