import { NextRequest, NextResponse } from 'next/server';
import { hasLocale } from 'next-intl';
import createMiddleware from 'next-intl/middleware';
import { signInAgainPath } from '@/lib/auth/sign-in-path';
import { isDevelopment } from '@/lib/config/development';
import { env } from '@/lib/config/env';
import { contentSecurityPolicy } from '@/lib/http/content-security-policy';
import { adminPageKind, decodedPath, pageKind, type PageKind } from '@/lib/http/page-kind';
import { pathWithoutLocale } from '@/messages/localized-path';
import { routing } from '@/messages/routing';
import { STAFF_LANGUAGE_COOKIE } from '@/messages/staff-language';

const LANGUAGE_HEADER = 'X-NEXT-INTL-LOCALE';

const routeByLanguage = createMiddleware(routing);

/** Language, Content-Security-Policy and caching of pages. Never the authority: pages guard themselves. */
export default async function proxy(request: NextRequest): Promise<NextResponse> {
  // Next routes by the decoded address: `/%61dmin` is `/admin`.
  const path = decodedPath(request.nextUrl.pathname);
  const isAdmin = path === '/admin' || path.startsWith('/admin/');
  if (!isAdmin) return answer({ request, kind: pageKind(pathWithoutLocale(path)), route: routeByLanguage });
  // Not before: a new process has a page to answer, and this reads sessions.
  const { likelyStaff } = await import('@/lib/auth/likely-staff');
  const login = await likelyStaff(request);
  // For anyone else these addresses do not exist: the language router sends them to the unknown-address page.
  if (login === 'none') return answer({ request, kind: 'public', route: routeByLanguage });
  const isLook = request.method === 'GET' || request.method === 'HEAD';
  if (login === 'over' && isLook) return answer({ request, kind: 'account', route: toSignInAgain });
  return answer({
    request,
    kind: adminPageKind(path),
    route: inStaffLanguage,
  });
}

/** Staff pages have no language in their address; next-intl reads it from this header. */
function inStaffLanguage(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  const chosen = request.cookies.get(STAFF_LANGUAGE_COOKIE)?.value;
  headers.set(LANGUAGE_HEADER, hasLocale(routing.locales, chosen) ? chosen : routing.defaultLocale);
  return NextResponse.next({ request: { headers } });
}

/** A staff session is over: sign in again and come back. Whoever is no staff any more finds nothing there then. */
function toSignInAgain({ nextUrl }: NextRequest): NextResponse {
  return NextResponse.redirect(new URL(signInAgainPath(nextUrl.pathname + nextUrl.search), env().APP_URL));
}

interface Answer {
  readonly request: NextRequest;
  readonly kind: PageKind;
  readonly route: (request: NextRequest) => NextResponse;
}

function answer({ request, kind, route }: Answer): NextResponse {
  const policy = policyOf(kind);
  const headers = new Headers(request.headers);
  // Next reads the nonce from the request's own policy header and puts it on every script it writes.
  headers.set('Content-Security-Policy', policy);
  const response = route(new NextRequest(request, { headers }));
  response.headers.set('Content-Security-Policy', policy);
  if (kind !== 'public') response.headers.set('Cache-Control', 'private, no-store');
  // Stripe returns the buyer to an address with the payment's secret. Not on pages with plain forms: Chromium
  // would send `Origin: null` with them, which server actions refuse.
  if (kind === 'order') response.headers.set('Referrer-Policy', 'no-referrer');
  return response;
}

function policyOf(kind: PageKind): string {
  const { STRIPE_JS_URL, STRIPE_API_BASE, OIDC_ISSUER, MEDIA_ORIGINS } = env();
  return contentSecurityPolicy({
    kind,
    nonce: Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64'),
    sources: {
      stripeJsUrl: STRIPE_JS_URL,
      stripeApiBase: STRIPE_API_BASE,
      oidcIssuer: OIDC_ISSUER,
      mediaOrigins: MEDIA_ORIGINS,
      allowEval: isDevelopment,
    },
  });
}

/** Pages only: no routes, no build output, none of the files that have their own address. */
export const config = {
  matcher: ['/((?!_next/|api/|assets/|(?:icon\\.svg|favicon\\.ico|robots\\.txt|sitemap\\.xml)$).*)'],
};
