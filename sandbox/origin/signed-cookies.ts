import { createPublicKey, createVerify, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** Code and words of CloudFront's own 403 bodies. */
const refusals = {
  MissingKey: 'Missing Key-Pair-Id query parameter or cookie value',
  InvalidKey: 'Unknown Key',
  MalformedPolicy: 'Malformed Policy',
  MalformedSignature: 'Could not unencode Signature',
  AccessDenied: 'Access denied',
} as const;
export type CookieRefusal = keyof typeof refusals;

/** PEM public keys by key pair id: the key group of the distribution. */
export type KeyGroup = ReadonlyMap<string, KeyObject>;

const policySchema = z.object({
  Statement: z.tuple([
    z.object({
      Resource: z.string(),
      Condition: z.object({
        DateLessThan: z.object({ 'AWS:EpochTime': z.number() }),
        DateGreaterThan: z.object({ 'AWS:EpochTime': z.number() }).optional(),
      }),
    }),
  ]),
});

interface Question {
  /** The Cookie header. */
  cookies: string | undefined;
  /** Scheme, host, path and query as asked for. */
  url: string;
  keys: KeyGroup;
  /** Unix milliseconds. */
  now: number;
}

/** Reads `{key pair id: PEM}`. Throws when a value is no public key. */
export function keyGroup(publicKeys: Readonly<Record<string, string>>): KeyGroup {
  return new Map(Object.entries(publicKeys).map(([id, pem]) => [id, createPublicKey(pem)]));
}

/**
 * Whether a request may have a private file, by its cookies with a custom policy: CloudFront Developer Guide, "Set
 * signed cookies using a custom policy". Undefined: it may.
 */
export function refusalOf({ cookies = '', url, keys, now }: Question): CookieRefusal | undefined {
  const cookie = (name: string) => new RegExp(`(?:^|;\\s*)CloudFront-${name}=([^;]*)`).exec(cookies)?.[1];
  const [keyId, policyText, signature] = [cookie('Key-Pair-Id'), cookie('Policy'), cookie('Signature')];
  if (keyId === undefined || policyText === undefined || signature === undefined) return 'MissingKey';
  const key = keys.get(keyId);
  if (key === undefined) return 'InvalidKey';
  const [policy, signed] = [decode(policyText), decode(signature)];
  if (signed === undefined) return 'MalformedSignature';
  const statement = policy && readPolicy(policy);
  if (policy === undefined || statement === undefined) return 'MalformedPolicy';
  const hash = cookie('Hash-Algorithm') === 'SHA256' ? 'RSA-SHA256' : 'RSA-SHA1';
  if (!createVerify(hash).update(policy).verify(key, signed)) return 'AccessDenied';
  const { DateLessThan: until, DateGreaterThan: from } = statement.Condition;
  if (now >= until['AWS:EpochTime'] * 1000) return 'AccessDenied';
  if (from !== undefined && now <= from['AWS:EpochTime'] * 1000) return 'AccessDenied';
  return resourcePattern(statement.Resource).test(url) ? undefined : 'AccessDenied';
}

/** The body CloudFront sends with such a 403. */
export function refusalBody(code: CookieRefusal): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${refusals[code]}</Message></Error>`;
}

/** `*` stands for any characters, slashes and query included, `?` for exactly one; `\?` is a question mark. */
function resourcePattern(resource: string): RegExp {
  const parts = resource.match(/\\\?|[*?]|[^*?\\]+|\\/g) ?? [];
  const pattern = parts.map((part) => {
    if (part === '*') return '[^]*';
    return part === '?' ? '[^]' : part.replace(/^\\\?$/, '?').replace(/[.+^${}()|[\]\\?]/g, '\\$&');
  });
  return new RegExp(`^${pattern.join('')}$`);
}

function readPolicy(policy: Buffer) {
  try {
    return policySchema.safeParse(JSON.parse(policy.toString())).data?.Statement[0];
  } catch {
    return undefined;
  }
}

/** Base64 with `-_~` in the place of `+=/`, which have no place in a cookie. */
function decode(text: string): Buffer | undefined {
  if (!/^[A-Za-z0-9\-_~]+$/.test(text)) return undefined;
  return Buffer.from(text.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'), 'base64');
}
