import { z } from 'zod';
import { settingFormats } from './setting-formats';

/** Settings of `.env.example` that an installation chooses; an empty one is left to the product's default. */
export const chosenSettings = [
  'OIDC_NAME',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'STAFF_EMAILS',
  'STAFF_GROUPS',
  'STAFF_AMR',
  'STRIPE_PUBLISHABLE_KEY',
  'PAYMENT_METHODS',
  'STRIPE_PAYMENTS_PER_SECOND',
  'HOLD_SECONDS',
  'SMTP_URL',
  'MAIL_FROM',
  'DRM_VENDORS',
  'MEDIA_ORIGINS',
  'CLEAR_TEST_HLS_URL',
] as const;

/** Settings that follow from the stacks. */
export const derivedSettings = [
  'APP_URL',
  'DATABASE_POOL_MAX',
  'MEDIA_SIGNING_KEY_ID',
  'MEDIA_COOKIE_DOMAIN',
  'TRUSTED_ADDRESS_HEADER',
  'TRUSTED_COUNTRY_HEADER',
  'SECRETS_ID',
] as const;

/** Not set in AWS: Stripe is Stripe, jobs have a schedule, the address of the database holds a password; preflight alone reads the last two. */
export const absentSettings = [
  'DATABASE_URL',
  'STRIPE_API_BASE',
  'STRIPE_JS_URL',
  'JOBS_INTERVAL_SECONDS',
  'BACKUP_PATH',
  'DATABASE_CLUSTER_ID',
] as const;

/** Texts as `.env.example` describes them; the product checks them again at its start. */
export const settings = z.strictObject({
  ...named(chosenSettings, z.string().min(1).optional()),
  OIDC_CLIENT_ID: z.string().min(1),
  ...settingFormats,
});

function named<const Name extends string, Schema>(
  names: readonly Name[],
  schema: Schema,
): Record<Name, Schema>;
function named<Schema>(names: readonly string[], schema: Schema): Record<string, Schema> {
  return Object.fromEntries(names.map((name) => [name, schema]));
}
