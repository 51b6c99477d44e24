// @ts-check
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./messages/request.ts');

/** Headers every answer carries; the Content-Security-Policy depends on the page and is set in proxy.ts. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin-allow-popups' },
];

/** @type {import('next').NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: true,
  // Seconds a CDN may serve a revalidated page while it asks for a newer one; Next's own default is a year.
  expireTime: 3600,
  images: { unoptimized: true },
  // Loaded where secrets are in Secrets Manager, once: bundled, each kind of route and page would bring its own copy.
  serverExternalPackages: ['@aws-sdk/client-secrets-manager'],
  // Revalidated pages live in memory only: the build folder serves any database, and unknown addresses cannot fill it.
  experimental: { isrFlushToDisk: false },
  turbopack: { root: import.meta.dirname },
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    // What staff see in a frame of the preview; the policy in proxy.ts says the same.
    {
      source: '/admin/events/:eventId/preview/page',
      headers: [{ key: 'X-Frame-Options', value: 'SAMEORIGIN' }],
    },
  ],
};

export default withNextIntl(nextConfig);
