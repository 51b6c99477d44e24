import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { kidPattern } from './content-keys';

const longestLifeSeconds = 300;
const skewSeconds = 30;

const claims = z
  .object({
    iss: z.string().min(1),
    iat: z.number().int(),
    exp: z.number().int(),
    jti: z.string().min(1),
    kids: z.array(z.string().regex(kidPattern)).min(1),
    persistent: z.literal(false).optional(),
  })
  .refine(({ iat, exp }) => exp > iat && exp <= iat + longestLifeSeconds);

export interface VendorToken {
  /** Lower-case UUIDs. */
  kids: string[];
}

/**
 * Checks an `Authorization` header: Bearer, HS256 over the UTF-8 bytes of one of the secrets, life of at most
 * 300 s, 30 s of skew either way, streaming only. Undefined if it does not hold.
 */
export async function verifyVendorToken(
  authorization: string | undefined,
  vendorSecrets: readonly string[],
  now: Date,
): Promise<VendorToken | undefined> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return undefined;
  const payloads = await Promise.all(vendorSecrets.map((secret) => verifiedPayload(token, secret, now)));
  const payload = payloads.find((found) => found !== undefined);
  const parsed = claims.safeParse(payload);
  if (!parsed.success || parsed.data.iat > now.getTime() / 1000 + skewSeconds) return undefined;
  return { kids: parsed.data.kids };
}

async function verifiedPayload(token: string, vendorSecret: string, now: Date): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(vendorSecret), {
      algorithms: ['HS256'],
      clockTolerance: skewSeconds,
      currentDate: now,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
