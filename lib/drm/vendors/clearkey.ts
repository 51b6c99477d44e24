import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { kidFromBytes } from '@/lib/domain/kid';
import type { DrmVendor, LicenseAsk, VendorReply } from '@/lib/drm/vendor';

const TOKEN_SECONDS = 60;

/** W3C EME §9.1.4 "License Format": a JSON Web Key set of symmetric keys. */
const jwkSet = z.object({
  keys: z
    .array(z.object({ kty: z.literal('oct'), kid: z.string(), k: z.string().regex(/^[\w-]{22}$/) }))
    .min(1),
});

/**
 * A ClearKey license server that takes the CDM's JSON and a one-minute HS256 token naming the allowed key ids.
 * ClearKey protects nothing in the browser: it is for the sandbox and for tests.
 */
export const clearKeyVendor: DrmVendor = {
  async buildLicenseRequest(ask, account) {
    const issuedAt = Math.floor(ask.now.getTime() / 1000);
    const token = await new SignJWT({ kids: [...ask.kids], persistent: false, session: ask.sessionId })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer('stagedoor')
      .setJti(randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + TOKEN_SECONDS)
      .sign(new TextEncoder().encode(account.secret));
    return {
      url: account.url,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: ask.challenge,
    };
  },
  readLicense(reply, ask) {
    if (reply.status !== 200 || !reply.contentType.startsWith('application/json')) return undefined;
    return namesOnlyAskedKeys(reply, ask) ? { contentType: 'application/json', body: reply.body } : undefined;
  },
};

function namesOnlyAskedKeys(reply: VendorReply, ask: LicenseAsk): boolean {
  const parsed = jwkSet.safeParse(parseJson(reply.body));
  if (!parsed.success) return false;
  const granted = parsed.data.keys.map((key) => kidFromBytes(Buffer.from(key.kid, 'base64url')));
  return granted.every((kid) => kid !== undefined && ask.kids.includes(kid));
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
