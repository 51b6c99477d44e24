import { z } from 'zod';

const commaList = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

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
  STAFF_GROUP: z.string().optional(),
  DRM_CLEARKEY_URL: z.url({ protocol: /^https?$/ }).optional(),
  MEDIA_ORIGINS: commaList.pipe(z.array(z.url({ protocol: /^https?$/ }))),
  TRUSTED_ADDRESS_HEADER: z.string().min(1).optional(),
  SECRETS_ID: z.string().min(1).optional(),
  JOBS_INTERVAL_SECONDS: z.coerce.number().int().min(1).optional(),
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
