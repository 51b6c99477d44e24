import { bareChallenge } from './accounts/challenge-body';
import { bareReply, jsonReply } from './accounts/reply-form';
import type { Refusals, VendorAccount } from './accounts/vendor-account';
import type { ContentKey } from './content-keys';
import { verifyVendorToken } from './vendor-token';

const token = [401, 'CKV-1401', 'entitlement token missing, expired or not signed by this tenant'] as const;

const refusals: Refusals = {
  'no-token': token,
  signature: token,
  'unknown-key': token,
  expired: token,
  token,
  reused: token,
  kid: [403, 'CKV-1403', 'entitlement token does not cover a requested key'],
  foreign: [404, 'CKV-1404', 'key was not issued by this key server'],
  malformed: [400, 'CKV-1400', 'license request is not a temporary ClearKey request'],
  method: [405, 'CKV-1405', 'license requests are POST requests'],
  size: [413, 'CKV-1413', 'license request exceeds 64 KiB'],
  internal: [500, 'CKV-1500', 'internal failure in license shard 7'],
};

/** The invented vendor's ClearKey service: a Bearer token that names every KID; the body is W3C's. */
export function clearKeyAccount(vendorSecrets: readonly string[]): VendorAccount {
  return {
    vendor: 'clearkey',
    routeOf: (path) => (path === '' ? 'clearkey' : undefined),
    unwrap: (call) => bareChallenge(call, 'clearkey'),
    async authorize({ headers, now }) {
      const verified = await verifyVendorToken(headers.authorization, vendorSecrets, now);
      if (verified === undefined) return 'token';
      return { kids: verified.kids, grant: { canPersist: false, canRenew: false } };
    },
    refuse(reason) {
      const [status, errorCode, words] = refusals[reason];
      const reply = jsonReply(status, { errorCode, message: `KeyForge: ${words}` });
      return status === 401
        ? { ...reply, headers: { ...reply.headers, 'www-authenticate': 'Bearer' } }
        : reply;
    },
    wrap: bareReply,
  };
}

/** A W3C ClearKey license (Encrypted Media Extensions §9.1.4). */
export function writeClearKeyLicense(keys: readonly ContentKey[], canPersist: boolean): Uint8Array {
  const jwks = keys.map(({ kid, key }) => ({ kty: 'oct', kid: base64url(kid), k: base64url(key) }));
  const type = canPersist ? 'persistent-license' : 'temporary';
  return new TextEncoder().encode(JSON.stringify({ keys: jwks, type }));
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
