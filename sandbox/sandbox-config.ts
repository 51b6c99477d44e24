import { z } from 'zod';
import { accountsOf } from './drm/accounts/sandbox-accounts';

const port = z.coerce.number().int().min(0).max(65535).default(0);
const secret = z.string().min(1);
const urlList = z
  .string()
  .transform((text) => text.split(',').map((url) => url.trim()))
  .pipe(z.array(z.url()).min(1));

/** A secret that may have several values at once, each of this form; absent: that account does not exist. */
const values = (form: RegExp) =>
  z
    .string()
    .refine((text) => text.split(',').every((value) => form.test(value.trim())), 'is not of its form')
    .optional();

/** A key id may stand before a colon. */
const drmSecrets = {
  DRM_AXINOM_KEY: values(/^([^:]+:)?[A-Za-z0-9+/]{43}=$/),
  DRM_CASTLABS_SECRET: values(/^([^:]+:)?([0-9a-f]{2})+$/i),
  DRM_DOVERUNNER_SITE_KEY: values(/^[\x21-\x7e]{32}$/),
  DRM_DOVERUNNER_ACCESS_KEY: values(/./),
  DRM_WIDEVINE_KEY: values(/^[0-9a-f]{64}$/i),
  DRM_WIDEVINE_IV: values(/^[0-9a-f]{32}$/i),
  DRM_HTTP_SECRET: values(/./),
};

/** `{key pair id: PEM public key}`. */
const publicKeys = z
  .string()
  .transform((text, context) => {
    try {
      const value: unknown = JSON.parse(text);
      return value;
    } catch {
      context.addIssue('is no JSON');
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string().min(1), z.string().startsWith('-----BEGIN PUBLIC KEY-----', 'is no public key')))
  .optional();

const environment = z.object({
  ...drmSecrets,
  MEDIA_PUBLIC_KEYS: publicKeys,
  MEDIA_SIGNING_PRIVATE_KEY: secret.optional(),
  NODE_ENV: z.string().optional(),
  STRIPE_TWIN_PORT: port,
  OIDC_TWIN_PORT: port,
  DRM_TWIN_PORT: port,
  ORIGIN_TWIN_PORT: port,
  BACKUP_ORIGIN_TWIN_PORT: port,
  SECRETS_TWIN_PORT: port,
  SMTP_TWIN_PORT: port,
  MAIL_TWIN_PORT: port,
  STRIPE_SECRET_KEY: z.string().startsWith('sk_test_', 'must be a test key'),
  STRIPE_PUBLISHABLE_KEY: z.string().startsWith('pk_test_', 'must be a test key'),
  STRIPE_WEBHOOK_SECRET: z.string().startsWith('whsec_', 'must start with whsec_'),
  STRIPE_WEBHOOK_URL: z.url().optional(),
  OIDC_CLIENT_ID: z.string().min(1),
  OIDC_CLIENT_SECRET: secret,
  OIDC_REDIRECT_URIS: urlList,
  OIDC_POST_LOGOUT_REDIRECT_URIS: urlList.optional(),
  DRM_CLEARKEY_SECRET: secret,
  CONTENT_KEY_SECRET: z.string().min(1).default('sandbox-content-keys'),
  SECRETS_ID: z.string().min(1).default('stagedoor/sandbox'),
  NEXTAUTH_SECRET: secret.optional(),
  PLAYBACK_TOKEN_SECRET: secret.optional(),
  JOBS_SECRET: secret.optional(),
});
type Environment = z.infer<typeof environment>;

export type SandboxConfig = ReturnType<typeof readSandboxConfig>;

/**
 * The options of every twin, from environment variables. Empty variables count as absent.
 * Throws with the names of bad variables, never their values; refuses NODE_ENV=production and live Stripe keys.
 */
export function readSandboxConfig(variables: Record<string, string | undefined>) {
  const filled = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(filled);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(problems.join('; '));
  }
  const env = parsed.data;
  if (env.NODE_ENV === 'production') throw new Error('NODE_ENV=production has no place in the sandbox.');
  const { CONTENT_KEY_SECRET: contentKeySecret, MEDIA_PUBLIC_KEYS } = env;
  const origin = {
    contentKeySecret,
    ...(MEDIA_PUBLIC_KEYS === undefined ? {} : { publicKeys: MEDIA_PUBLIC_KEYS }),
  };
  return {
    stripe: stripeOptions(env),
    oidc: {
      port: env.OIDC_TWIN_PORT,
      clientId: env.OIDC_CLIENT_ID,
      clientSecret: env.OIDC_CLIENT_SECRET,
      redirectUris: env.OIDC_REDIRECT_URIS,
      postLogoutRedirectUris: env.OIDC_POST_LOGOUT_REDIRECT_URIS ?? frontPages(env.OIDC_REDIRECT_URIS),
    },
    drm: {
      port: env.DRM_TWIN_PORT,
      contentKeySecret,
      vendorSecret: env.DRM_CLEARKEY_SECRET.split(',').map((value) => value.trim()),
      accounts: accountsOf(env),
    },
    origin: { ...origin, port: env.ORIGIN_TWIN_PORT },
    backupOrigin: { ...origin, port: env.BACKUP_ORIGIN_TWIN_PORT },
    mail: { port: env.MAIL_TWIN_PORT, smtpPort: env.SMTP_TWIN_PORT },
    secrets: { port: env.SECRETS_TWIN_PORT, secrets: { [env.SECRETS_ID]: appSecret(env) } },
  };
}

function stripeOptions(env: Environment) {
  return {
    port: env.STRIPE_TWIN_PORT,
    secretKey: env.STRIPE_SECRET_KEY,
    publishableKey: env.STRIPE_PUBLISHABLE_KEY,
    webhookSecret: env.STRIPE_WEBHOOK_SECRET,
    ...(env.STRIPE_WEBHOOK_URL === undefined ? {} : { webhookUrl: env.STRIPE_WEBHOOK_URL }),
  };
}

function frontPages(redirectUris: readonly string[]): string[] {
  return [...new Set(redirectUris.map((uri) => new URL('/', uri).href))];
}

function appSecret(env: Environment): string {
  return JSON.stringify({
    STRIPE_SECRET_KEY: env.STRIPE_SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: env.STRIPE_WEBHOOK_SECRET,
    OIDC_CLIENT_SECRET: env.OIDC_CLIENT_SECRET,
    DRM_CLEARKEY_SECRET: env.DRM_CLEARKEY_SECRET,
    ...z.object(drmSecrets).parse(env),
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET,
    PLAYBACK_TOKEN_SECRET: env.PLAYBACK_TOKEN_SECRET,
    MEDIA_SIGNING_PRIVATE_KEY: env.MEDIA_SIGNING_PRIVATE_KEY,
    JOBS_SECRET: env.JOBS_SECRET,
  });
}
