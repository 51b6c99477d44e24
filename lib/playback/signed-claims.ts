import { secrets } from '@/lib/config/secrets';
import { createHs256Reader, createHs256Signer } from '@/lib/drm/hs256';
import { Fault } from '@/lib/fault';

const ISSUER = 'stagedoor';
const AUDIENCE = 'stagedoor-playback';
const MIN_SECRET_BYTES = 32;

/** The `typ` of what is signed here: one kind is never taken for the other (RFC 8725 §3.11). */
type ClaimsKind = 'playback+jwt' | 'license-receipt+jwt' | 'screen-pass+jwt';

type Signer = (claims: object) => string;
type Reader = (token: string) => unknown;

const signers = new Map<string, Signer>();
const readers = new Map<string, Reader>();

/** A JWT (RFC 7519, HS256) with these claims, signed with the current secret. Times are the caller's. */
export async function signClaims(kind: ClaimsKind, claims: object): Promise<string> {
  const [current] = await signingSecrets();
  const sign = made(signers, `${kind} ${current}`, () => createHs256Signer(current, kind));
  return sign({ ...claims, iss: ISSUER, aud: AUDIENCE });
}

/**
 * The claims of a JWT that we signed as that kind, with the current or the previous secret. Whether it has run out is
 * for the caller, who knows the time. Throws Fault `token_invalid`.
 */
export async function readClaims(kind: ClaimsKind, token: string): Promise<object> {
  for (const secret of await signingSecrets()) {
    const read = made(readers, `${kind} ${secret}`, () => createHs256Reader(secret, kind));
    const claims = read(token);
    if (typeof claims === 'object' && claims !== null && isOurs(claims)) return claims;
  }
  throw new Fault('token_invalid', 'not signed by us, or as something else');
}

/** The secret may sign other things one day. */
function isOurs(claims: object): boolean {
  return 'iss' in claims && claims.iss === ISSUER && 'aud' in claims && claims.aud === AUDIENCE;
}

/** Made once per kind and secret; secrets change rarely, and what is made for old ones is let go of. */
function made<Made>(kept: Map<string, Made>, key: string, make: () => Made): Made {
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= 16) kept.clear();
  const fresh = make();
  kept.set(key, fresh);
  return fresh;
}

async function signingSecrets(): Promise<readonly [string, ...string[]]> {
  const [current, ...previous] = await secrets.readSecret('PLAYBACK_TOKEN_SECRET');
  if (Buffer.byteLength(current) < MIN_SECRET_BYTES)
    throw new Fault('internal', `PLAYBACK_TOKEN_SECRET is shorter than ${MIN_SECRET_BYTES} bytes`);
  return [current, ...previous];
}
