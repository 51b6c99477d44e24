import type { DrmSecretName, DrmSecretValues } from '@/lib/config/drm-secret-names';

type Encoding = 'utf8' | 'base64' | 'hex';

const PATTERNS = {
  utf8: /^[^]+$/,
  base64: /^[A-Za-z0-9+/]+={0,2}$/,
  hex: /^([0-9a-fA-F]{2})+$/,
} as const satisfies Record<Encoding, RegExp>;

interface SecretRule {
  readonly name: DrmSecretName;
  readonly encoding: Encoding;
  /** Exact length in bytes, where the vendor fixes it. */
  readonly bytes?: number;
}

/** A secret's bytes. Throws naming the secret, never a value, when it is absent or not of the form it must have. */
export function secretBytes(values: DrmSecretValues, rule: SecretRule): Buffer {
  return decode(requireSecret(values, rule.name), rule);
}

/**
 * A secret that has an id at the vendor. `in-secret` as `keyId`: the value is `id:secret`, so that a rotation changes
 * both at once.
 */
export function keyedSecret(
  values: DrmSecretValues,
  rule: SecretRule & { readonly keyId: string },
): { readonly keyId: string; readonly secret: Buffer } {
  const text = requireSecret(values, rule.name);
  if (rule.keyId !== 'in-secret') return { keyId: rule.keyId, secret: decode(text, rule) };
  const at = text.indexOf(':');
  if (at < 1) throw new Error(`${rule.name} does not start with its key id and a colon`);
  return { keyId: text.slice(0, at), secret: decode(text.slice(at + 1), rule) };
}

function requireSecret(values: DrmSecretValues, name: DrmSecretName): string {
  const value = values[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set`);
  return value;
}

function decode(text: string, { name, encoding, bytes }: SecretRule): Buffer {
  const secret = PATTERNS[encoding].test(text) ? Buffer.from(text, encoding) : Buffer.alloc(0);
  if (secret.length === 0) throw new Error(`${name} is not written in ${encoding}`);
  if (bytes !== undefined && secret.length !== bytes) throw new Error(`${name} is not ${bytes} bytes long`);
  return secret;
}
