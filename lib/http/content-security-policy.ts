import type { HeaderReader } from './header-reader';
import type { PageKind } from './page-kind';

/** Where the outside world lives. URLs may have a path; only their origin enters a policy. */
export interface PolicySources {
  readonly stripeJsUrl: string;
  readonly stripeApiBase: string;
  readonly oidcIssuer: string;
  readonly mediaOrigins: readonly string[];
  /** React's development build needs eval to show server stacks. */
  readonly allowEval: boolean;
}

export interface PolicyInput {
  readonly kind: PageKind;
  /** Base64, fresh for each request. Not used on public pages: a cached page would repeat it. */
  readonly nonce: string;
  readonly sources: PolicySources;
}

type Directives = Readonly<Record<string, readonly string[]>>;

/** The Content-Security-Policy header of a page. Deterministic; nothing that is not named here may load. */
export function contentSecurityPolicy({ kind, nonce, sources }: PolicyInput): string {
  const directives = { ...common(sources), ...byKind[kind](nonce, sources) };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${[...new Set(values)].join(' ')}`)
    .join('; ');
}

/** The nonce of the page that is being made: proxy.ts hands the policy on with the request. */
export function nonceOf(headers: HeaderReader): string | undefined {
  return /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1];
}

const byKind: Readonly<Record<PageKind, (nonce: string, sources: PolicySources) => Directives>> = {
  // Revalidated pages change their inline scripts, so neither a nonce nor a hash of the build can fit them.
  public: (_nonce, sources) => ({ 'script-src': ["'self'", "'unsafe-inline'", ...evalSource(sources)] }),
  account: (nonce, sources) => ({ 'script-src': scriptsWithNonce(nonce, sources) }),
  // Staff see an event's page in a frame, as wide as a phone. Nothing in it can be pressed.
  preview: (nonce, sources) => ({
    'script-src': scriptsWithNonce(nonce, sources),
    'frame-src': ["'self'"],
    'frame-ancestors': ["'self'"],
  }),
  // Stripe's frames are for paying only; this page asks our own server.
  order: (nonce, sources) => ({ 'script-src': scriptsWithNonce(nonce, sources) }),
  signIn: (nonce, sources) => ({
    'script-src': scriptsWithNonce(nonce, sources),
    // Chromium holds the redirect that answers a form to form-action as well.
    'form-action': ["'self'", origin(sources.oidcIssuer)],
  }),
  payment: (nonce, sources) => {
    const stripe = stripeHosts(sources);
    return {
      'script-src': [...scriptsWithNonce(nonce, sources), ...stripe.scripts],
      'frame-src': stripe.frames,
      'connect-src': ["'self'", ...stripe.connections],
    };
  },
  player: (nonce, sources) => ({
    'script-src': scriptsWithNonce(nonce, sources),
    // media-chrome puts style elements into its shadow roots.
    'style-src': ["'self'", "'unsafe-inline'"],
    // WebKit plays FairPlay HLS by itself, from its address.
    // Shaka hangs captions on an empty <track src="data:,WEBVTT">.
    'media-src': ['blob:', 'data:', ...sources.mediaOrigins.map(origin)],
    'connect-src': ["'self'", ...sources.mediaOrigins.map(origin)],
  }),
};

function common(sources: PolicySources): Directives {
  return {
    'default-src': ["'none'"],
    // In development styles arrive as inline elements.
    'style-src': sources.allowEval ? ["'self'", "'unsafe-inline'"] : ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
}

function scriptsWithNonce(nonce: string, sources: PolicySources): string[] {
  return ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...evalSource(sources)];
}

function evalSource(sources: PolicySources): string[] {
  return sources.allowEval ? ["'unsafe-eval'"] : [];
}

/** https://docs.stripe.com/security/guide#content-security-policy */
function stripeHosts({ stripeJsUrl, stripeApiBase }: PolicySources) {
  const scripts = [origin(stripeJsUrl)];
  const api = [origin(stripeApiBase)];
  if (scripts[0] !== 'https://js.stripe.com')
    return { scripts, frames: scripts, connections: [...api, ...scripts] };
  const own = [...scripts, 'https://*.js.stripe.com'];
  return { scripts: own, frames: [...own, 'https://hooks.stripe.com'], connections: api };
}

function origin(url: string): string {
  return new URL(url).origin;
}
