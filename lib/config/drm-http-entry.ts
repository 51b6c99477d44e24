import { z } from 'zod';
import { drmSecretNames } from '@/lib/config/drm-secret-names';
import { problemOfUrl } from '@/lib/config/drm-url';

/** What `{…}` in the address and headers of the configurable vendor may name. */
export const textPlaceholders = ['contentId', 'kid', 'token', 'sessionId'] as const;

/** What `{…}` in its claims may name; alone in a string, a value keeps its own type (`kids` is an array). */
export const claimPlaceholders = [
  'contentId',
  'kid',
  'kids',
  'sessionId',
  'jti',
  'iat',
  'exp',
  'until',
  'licenseSeconds',
  'hdcp',
  'securityLevel',
] as const;

export const fairPlayForms = ['octets', 'form', 'form-base64url', 'json'] as const;

const PLACEHOLDER = /\{([^{}]*)\}/g;
/** Ours to set, or nobody's. */
const RESERVED_HEADERS = ['content-type', 'content-length', 'soapaction', 'host', 'connection', 'cookie'];
const PERSISTENCE_CLAIM = /persist|offline|storable|store_?license/i;

/** The times of a JWT: `nbf` is when it was issued. */
const TIME_CLAIMS = { iat: '{iat}', nbf: '{iat}', exp: '{exp}' };

const word = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const jwt = z
  .strictObject({
    algorithm: z.enum(['HS256', 'RS256']),
    /** The header `kid`; `in-secret`: it stands before the first colon of the secret's value. */
    keyId: z.string().min(1).optional(),
    secret: z.enum(drmSecretNames).default('DRM_HTTP_SECRET'),
    secretEncoding: z.enum(['utf8', 'base64', 'hex']).default('utf8'),
    claims: z.record(z.string(), z.json()),
  })
  .superRefine(({ claims }, context) => {
    for (const message of problemsOfClaims(claims)) {
      context.addIssue({ code: 'custom', message, path: ['claims'] });
    }
  });

const shape = {
  vendor: z.literal('http'),
  url: z.string().superRefine((text, context) => {
    const message = problemOfTemplate(text) ?? problemOfTemplateUrl(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  }),
  headers: z
    .record(
      z
        .string()
        .regex(/^[\w-]+$/, 'is no header name')
        .refine(
          (name) => !RESERVED_HEADERS.includes(name.toLowerCase()),
          'is a header that is not yours to set',
        ),
      z
        .string()
        .regex(/^[\x20-\x7e]*$/, 'is no header value')
        .refine((text) => problemOfTemplate(text) === undefined, 'names an unknown placeholder'),
    )
    .default({}),
  jwt: jwt.optional(),
  /** This vendor's words for our policy, for `{hdcp}` and `{securityLevel}`; absent, our own words stand. */
  words: z
    .strictObject({
      hdcp: z.strictObject({ none: word, '1.4': word, '2.2': word }).optional(),
      securityLevel: z.strictObject({ software: word, hardware: word }).optional(),
    })
    .default({}),
  /** FairPlay: how the SPC stands in the body. The reply is taken in every form there is. */
  body: z.enum(fairPlayForms).default('octets'),
};

/** The vendor that is all configuration; `extra` are settings of one key system. */
export function httpEntry<Extra extends z.ZodRawShape>(extra: Extra) {
  return z.strictObject({ ...shape, ...extra });
}

export type HttpEntry = z.infer<z.ZodObject<typeof shape>>;

/** True when `{token}` stands anywhere: then a `jwt` is needed. */
export function asksForToken(entry: Pick<HttpEntry, 'url' | 'headers'>): boolean {
  return [entry.url, ...Object.values(entry.headers)].some((text) => text.includes('{token}'));
}

function problemOfTemplate(text: string): string | undefined {
  return namesIn(text).every((name) => textPlaceholders.some((known) => known === name))
    ? undefined
    : 'names an unknown placeholder';
}

function problemOfTemplateUrl(text: string): string | undefined {
  const [one, other] = ['a', 'b'].map((filler) => text.replaceAll(PLACEHOLDER, filler));
  const problem = problemOfUrl(one ?? '');
  if (problem !== undefined) return problem;
  if (URL.parse(one ?? '')?.origin !== URL.parse(other ?? '')?.origin)
    return 'must not have a placeholder in its host';
  // The guard keeps a breaker and a queue for each path, and logs it.
  return /\{(sessionId|token)\}/.test(text.split('?')[0] ?? '')
    ? 'must have {sessionId} and {token} behind the question mark only'
    : undefined;
}

function problemsOfClaims(claims: z.infer<typeof jwt>['claims']): string[] {
  const problems: string[] = [];
  const names = new Set<string>();
  const visit = (value: unknown, key: string): void => {
    if (value === true && PERSISTENCE_CLAIM.test(key)) problems.push('must not allow offline licenses');
    if (value === '*') problems.push('must not open every key');
    if (typeof value === 'string') namesIn(value).forEach((name) => names.add(name));
    if (typeof value !== 'object' || value === null) return;
    for (const [inner, content] of Object.entries(value)) visit(content, Array.isArray(value) ? key : inner);
  };
  visit(claims, '');
  for (const [name, placeholder] of Object.entries(TIME_CLAIMS)) {
    if (claims[name] !== undefined && claims[name] !== placeholder)
      problems.push(`must have ${placeholder} as ${name}`);
  }
  if (!names.has('exp') && !names.has('iat')) problems.push('must say {exp} or {iat}');
  const known: readonly string[] = claimPlaceholders;
  if ([...names].some((name) => !known.includes(name))) problems.push('names an unknown placeholder');
  return problems;
}

function namesIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}
