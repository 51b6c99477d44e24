import { z } from 'zod';
import { drmVendorsSetting } from '@/lib/config/drm-vendors';
import { paymentMethods } from '@/lib/domain/payment-method';
import { parseStaffRole, staffRoles } from '@/lib/domain/staff-role';

const commaList = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

const groupRole = z.string().transform((text, context) => {
  const [group = '', name = ''] = text.split('=').map((part) => part.trim());
  const role = parseStaffRole(name);
  if (group !== '' && role !== undefined) return { group, role };
  context.addIssue({ code: 'custom', message: `is no group=role (${staffRoles.join(', ')})` });
  return z.NEVER;
});

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(100).default(10),
  APP_URL: z.url({ protocol: /^https?$/ }),
  STRIPE_API_BASE: z.url({ protocol: /^https?$/ }).default('https://api.stripe.com'),
  STRIPE_JS_URL: z.url({ protocol: /^https?$/ }).default('https://js.stripe.com/endive/stripe.js'),
  STRIPE_PUBLISHABLE_KEY: z.string().startsWith('pk_'),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }),
  OIDC_CLIENT_ID: z.string().min(1),
  OIDC_NAME: z.string().default('OIDC'),
  STAFF_EMAILS: commaList.transform((list) => list.map((mail) => mail.toLowerCase())),
  /** Groups of the sign-in provider and the role that each gives: `group=role`. */
  STAFF_GROUPS: commaList.pipe(z.array(groupRole)),
  /** Of these ways of authentication (RFC 8176) a staff sign-in must have used one; none: the provider sees to it. */
  STAFF_AMR: commaList,
  DRM_VENDORS: drmVendorsSetting.default({}),
  MEDIA_ORIGINS: commaList.pipe(z.array(z.url({ protocol: /^https?$/ }))),
  /** The key pair of the CDN's key group; absent: the CDN hands out segments to anyone. */
  MEDIA_SIGNING_KEY_ID: z.string().regex(/^\w+$/).optional(),
  /** The site that portal and CDN share; absent: cookies are for the portal's host alone. */
  MEDIA_COOKIE_DOMAIN: z
    .string()
    .regex(/^\.?[a-z0-9-]+(\.[a-z0-9-]+)+$/)
    .optional(),
  /** Clear HLS with which the device check tries the second engine. */
  CLEAR_TEST_HLS_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUSTED_ADDRESS_HEADER: z.string().min(1).optional(),
  TRUSTED_COUNTRY_HEADER: z.string().min(1).optional(),
  SECRETS_ID: z.string().min(1).optional(),
  JOBS_INTERVAL_SECONDS: z.coerce.number().int().min(1).optional(),
  /** Switched on at Stripe too; a method that amount or time does not fit is not offered to that order. */
  PAYMENT_METHODS: commaList
    .transform((list) => (list.length === 0 ? ['card'] : list))
    .pipe(
      z.array(z.enum(paymentMethods)).refine((list) => list.includes('card'), 'card must be one of them'),
    ),
  /** PaymentIntents per second for buyers: Stripe allows about 100 writes in live mode, 25 in test mode. */
  STRIPE_PAYMENTS_PER_SECOND: z.coerce.number().int().min(1).max(1000).default(60),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<[^<>\s@]+@[^<>\s@]+>$|^[^<>\s@]+@[^<>\s@]+$/, 'is no mail address'),
  HOLD_SECONDS: z.coerce.number().int().min(60).max(3600).default(600),
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/** The checked environment. Throws at boot (instrumentation.ts) naming each bad variable, never its value. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** Empty text counts as not set, so that a line of `.env.example` can be left blank. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Environment is not usable:\n  ${problems.join('\n  ')}`);
}
