import { env } from '@/lib/config/env';
import { secretNamesOf } from '@/lib/config/drm-vendors';
import { type SecretName, secrets } from '@/lib/config/secrets';
import type { Modes } from './check-modes';

const always: readonly SecretName[] = [
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'NEXTAUTH_SECRET',
  'PLAYBACK_TOKEN_SECRET',
  'OIDC_CLIENT_SECRET',
  'JOBS_SECRET',
];

/** What says whether this installation is live, from the places that the server reads too. */
export async function modesOf({ isRehearsal }: { readonly isRehearsal: boolean }): Promise<Modes> {
  const settings = env();
  const vendors = Object.entries(settings.DRM_VENDORS);
  const named = vendors.flatMap(([, vendor]) => (vendor === undefined ? [] : secretNamesOf(vendor)));
  const values: Record<string, string> = {};
  for (const name of [...always, ...named]) values[name] = (await secrets.readSecret(name))[0];
  return {
    appUrl: settings.APP_URL,
    stripeSecretKey: values.STRIPE_SECRET_KEY ?? '',
    stripePublishableKey: settings.STRIPE_PUBLISHABLE_KEY,
    secrets: values,
    addresses: {
      STRIPE_API_BASE: settings.STRIPE_API_BASE,
      STRIPE_JS_URL: settings.STRIPE_JS_URL,
      OIDC_ISSUER: settings.OIDC_ISSUER,
      ...Object.fromEntries(vendors.map(([name, vendor]) => [`DRM_VENDORS.${name}`, vendor?.url ?? ''])),
      ...Object.fromEntries(settings.MEDIA_ORIGINS.map((url, n) => [`MEDIA_ORIGINS.${n + 1}`, url])),
    },
    isRehearsal,
  };
}

/** Empty where the address has one, or no user. */
export async function smtpPassword(smtpUrl: string): Promise<string> {
  const { username, password } = new URL(smtpUrl);
  return username !== '' && password === '' ? (await secrets.readSecret('SMTP_PASSWORD'))[0] : '';
}
