import { z } from 'zod';
import { kidPattern } from '../content-keys';
import { bareChallenge, formChallenge, jsonChallenge, mediaType } from './challenge-body';
import { urlSafeFormChallenge } from './challenge-body';
import { channelKids } from './channel-kids';
import { bareReply, jsonReply, soapFault } from './reply-form';
import { keySystems, type Authorization, type LicenseCall } from './vendor-account';
import type { Reason, Refusals, Reply, VendorAccount } from './vendor-account';
import { verifiedClaims } from './verified-claims';

export interface GenericOptions {
  /** HS256 secrets. */
  secrets: readonly Uint8Array[];
}

const longestLifeSeconds = 300;
const skewSeconds = 30;

const claims = z
  .object({
    kids: z.array(z.string().regex(kidPattern)).min(1),
    contentId: z.string().min(1).optional(),
    iat: z.number().int(),
    exp: z.number().int(),
    jti: z.string().min(1).optional(),
    persistent: z.boolean().default(false),
    licenseSeconds: z.number().int().positive().optional(),
  })
  .refine(({ iat, exp }) => exp > iat && exp <= iat + longestLifeSeconds);

const refusals: Refusals = {
  'no-token': [401, 'CKV-6401', 'no bearer token'],
  signature: [401, 'CKV-6402', 'bearer token is not signed by this tenant'],
  'unknown-key': [401, 'CKV-6403', 'tenant is not known'],
  expired: [401, 'CKV-6404', 'bearer token is expired or not yet valid'],
  token: [401, 'CKV-6405', 'bearer token lacks a claim or lives too long'],
  reused: [401, 'CKV-6406', 'bearer token was used before'],
  kid: [403, 'CKV-6407', 'bearer token does not cover a requested key'],
  foreign: [404, 'CKV-6408', 'key was not issued by this key server'],
  malformed: [400, 'CKV-6400', 'license request cannot be read'],
  method: [405, 'CKV-6410', 'license requests are POST requests'],
  size: [413, 'CKV-6413', 'license request exceeds 64 KiB'],
  internal: [500, 'CKV-6500', 'internal failure in license shard 7'],
};

/** A vendor that nobody has written an adapter for: Bearer JWT, one path for each key system. */
export function genericAccount({ secrets }: GenericOptions, contentKeySecret: string): VendorAccount {
  return {
    vendor: 'generic',
    routeOf: (path) =>
      path === '/fairplay/cert' ? 'certificate-der' : keySystems.find((name) => path === `/${name}`),
    unwrap(call) {
      const keySystem = keySystems.find((name) => name === call.route);
      if (keySystem === undefined) return undefined;
      return keySystem === 'fairplay' ? fairPlayChallenge(call) : bareChallenge(call, keySystem);
    },
    async authorize(call) {
      const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(call.headers.authorization ?? '')?.[1];
      if (token === undefined) return 'no-token';
      const payload = await verifiedClaims(token, { secrets, algorithms: ['HS256'] });
      if (payload === undefined) return 'signature';
      const parsed = claims.safeParse(payload);
      return parsed.success ? judge(parsed.data, call.now, contentKeySecret) : 'token';
    },
    refuse(reason, keySystem) {
      const [status, errorCode, words] = refusals[reason];
      if (keySystem === 'playready' && status !== 401) return soapFault(`KeyForge: ${errorCode}: ${words}`);
      const reply = jsonReply(status, { errorCode, message: `KeyForge: ${words}` });
      return status === 401
        ? { ...reply, headers: { ...reply.headers, 'www-authenticate': 'Bearer' } }
        : reply;
    },
    wrap: (license, keySystem, call) =>
      keySystem === 'fairplay' ? fairPlayReply(license, call) : bareReply(license, keySystem),
  };
}

function judge(token: z.infer<typeof claims>, now: Date, contentKeySecret: string): Authorization | Reason {
  const seconds = now.getTime() / 1000;
  if (token.exp + skewSeconds <= seconds || token.iat > seconds + skewSeconds) return 'expired';
  const { contentId, jti, licenseSeconds, persistent } = token;
  const own = contentId === undefined ? token.kids : channelKids(contentKeySecret, contentId);
  return {
    kids: token.kids.filter((kid) => own.includes(kid)),
    grant: { licenseSeconds, canPersist: persistent, canRenew: false },
    ...(jti === undefined ? {} : { usedUp: () => [jti] }),
  };
}

/** Octets, form (either base64 alphabet) or JSON. */
function fairPlayChallenge(call: LicenseCall) {
  switch (mediaType(call)) {
    case '':
    case 'application/octet-stream':
      return bareChallenge(call, 'fairplay');
    case 'application/json':
      return jsonChallenge(call);
    default:
      return formChallenge(call) ?? urlSafeFormChallenge(call);
  }
}

/** A form is answered with `<ckc>`, JSON with JSON, octets with octets. */
function fairPlayReply(ckc: Uint8Array, call: LicenseCall): Reply {
  const base64 = Buffer.from(ckc).toString('base64');
  switch (mediaType(call)) {
    case 'application/json':
      return jsonReply(200, { ckc: base64 });
    case 'application/x-www-form-urlencoded':
      return { status: 200, headers: { 'content-type': 'text/xml' }, body: `\n<ckc>${base64}</ckc>\n` };
    default:
      return bareReply(ckc, 'fairplay');
  }
}
