import type { MediaKey } from './media-key';
import type { SandboxUrls } from './sandbox-process';
import { sandboxVendors } from './sandbox-vendors';

export interface PortalWiring {
  /** Text of `.env.example`: the sandbox's values for everything. */
  example: string;
  databaseUrl: string;
  appUrl: string;
  twins: SandboxUrls;
  /** With which the CDN twin wants segments to be asked for. */
  mediaKey: Pick<MediaKey, 'MEDIA_SIGNING_KEY_ID' | 'MEDIA_SIGNING_PRIVATE_KEY'>;
  clearTestHlsUrl: string;
  /** Real environment variables; those that `.env.example` names win over everything else. */
  given: Record<string, string | undefined>;
}

/** The complete environment of a portal that talks to these twins. */
export function portalEnv({
  example,
  databaseUrl,
  appUrl,
  twins,
  mediaKey,
  clearTestHlsUrl,
  given,
}: PortalWiring): Record<string, string> {
  const sandbox = parseEnvFile(example);
  const wired = {
    ...sandbox,
    APP_URL: appUrl,
    OIDC_ISSUER: twins.oidc,
    STRIPE_API_BASE: twins.stripe,
    STRIPE_JS_URL: `${twins.stripe}/endive/stripe.js`,
    DRM_VENDORS: sandboxVendors(twins.drm),
    MEDIA_ORIGINS: `${twins.origin},${twins.backupOrigin}`,
    MEDIA_SIGNING_KEY_ID: mediaKey.MEDIA_SIGNING_KEY_ID,
    MEDIA_SIGNING_PRIVATE_KEY: mediaKey.MEDIA_SIGNING_PRIVATE_KEY,
    CLEAR_TEST_HLS_URL: clearTestHlsUrl,
    SMTP_URL: twins.smtp,
    ...overrides(sandbox, given),
    DATABASE_URL: databaseUrl,
  };
  return { ...wired, NEXTAUTH_URL: wired.APP_URL };
}

/** The keys that twins and portal share: the example's, or real ones where they are set. */
export function sharedKeys(
  example: string,
  given: Record<string, string | undefined>,
): Record<string, string> {
  const sandbox = parseEnvFile(example);
  return { ...sandbox, ...overrides(sandbox, given) };
}

/** `NAME=value` lines; blank lines and `#` lines are skipped, values are taken as they are. */
export function parseEnvFile(text: string): Record<string, string> {
  const pairs = text.split(/\r?\n/).flatMap((line) => {
    const [, name, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trim()) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value.trim()] as const];
  });
  return Object.fromEntries(pairs);
}

function overrides(
  known: Record<string, string>,
  given: Record<string, string | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    Object.keys(known).flatMap((name) => {
      const value = given[name];
      return value ? [[name, value] as const] : [];
    }),
  );
}
