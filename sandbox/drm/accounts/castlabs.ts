import { z } from 'zod';
import { parseJson } from '../parse-json';
import { bareChallenge, formChallenge } from './challenge-body';
import { channelKids } from './channel-kids';
import { isoDurationSeconds } from './iso-duration';
import { bareReply, base64Reply, jsonReply, soapFault } from './reply-form';
import type { Authorization, LicenseCall, Reason, Refusals, Route } from './vendor-account';
import type { VendorAccount } from './vendor-account';
import { unverifiedToken, verifiedClaims } from './verified-claims';

export interface CastlabsOptions {
  merchant: string;
  /** Shared secrets by their id. Several may share an id. */
  keys: readonly { id: string; secret: Uint8Array }[];
}

/** A token without `exp`. */
const longestLifeSeconds = 600;
const skewSeconds = 5;

const jsonText = z.string().transform((text) => parseJson(text));
const duration = z.string().transform(isoDurationSeconds).pipe(z.number().positive());

const claims = z.object({
  jti: z.string().min(1),
  iat: z.number().int(),
  exp: z.number().int().optional(),
  optData: jsonText.pipe(z.object({ merchant: z.string(), userId: z.string().min(1) })),
  crt: jsonText.pipe(
    z.object({
      assetId: z.string().min(1),
      profile: z.discriminatedUnion('type', [
        z.object({ type: z.literal('purchase') }),
        z.object({ type: z.literal('rental'), relativeExpiration: duration, playDuration: duration }),
      ]),
      storeLicense: z.boolean().default(true),
      outputProtection: z.object({ digital: z.boolean(), analogue: z.boolean() }).optional(),
      ref: z.array(z.string()).optional(),
    }),
  ),
});
type Claims = z.infer<typeof claims>;

/** Codes as in `x-dt-resp-code`: 3000 authentication, 10001 bad request, 20101 not granted, 1000 internal. */
const refusals: Refusals = {
  'no-token': [401, '3000', 'CKV-3401: no authorization token, or one beside custom data'],
  signature: [401, '3000', 'CKV-3402: signature of the authorization token is invalid'],
  'unknown-key': [401, '3000', 'CKV-3403: the organization has no such shared secret'],
  expired: [401, '3000', 'CKV-3404: authorization token is expired or not yet valid'],
  token: [403, '3000', 'CKV-3405: customer rights token or optional data invalid'],
  reused: [401, '3000', 'CKV-3406: authorization token has been used'],
  kid: [403, '20101', 'CKV-3407: not_granted, the asset of the token does not have a requested key'],
  foreign: [403, '20101', 'CKV-3408: not_granted, there is no such key'],
  malformed: [400, '10001', 'CKV-3400: bad request, not a license request'],
  method: [405, '10001', 'CKV-3410: method not allowed'],
  size: [413, '10001', 'CKV-3413: request too large'],
  internal: [500, '1000', 'CKV-3500: general internal error in license shard 7'],
};

const routes: Readonly<Record<string, Route>> = {
  '/license-proxy-widevine/cenc/': 'widevine',
  '/license-proxy-headerauth/drmtoday/RightsManager.asmx': 'playready',
  '/license-server-fairplay/': 'fairplay',
  '/fairplay/cert': 'certificate-der',
};

/** castLabs DRMtoday with upfront authorization in `x-dt-auth-token`; keys by asset id. */
export function castlabsAccount(options: CastlabsOptions, contentKeySecret: string): VendorAccount {
  const certificatePath = `/license-server-fairplay/cert/${options.merchant}`;
  return {
    vendor: 'castlabs',
    routeOf: (path) => (path === certificatePath ? 'certificate-der' : routes[path]),
    unwrap(call) {
      if (call.route === 'fairplay') return formChallenge(call);
      return bareChallenge(call, call.route === 'playready' ? 'playready' : 'widevine');
    },
    async authorize(call) {
      const verified = await readToken(call, options);
      return typeof verified === 'string' ? verified : judge(verified, { call, options, contentKeySecret });
    },
    refuse(reason, keySystem) {
      const [status, code, words] = refusals[reason];
      const text = `KeyForge: ${words}`;
      const marks = { 'x-dt-resp-code': code, 'x-dt-error-message': text };
      if (keySystem === 'playready') {
        const fault = soapFault(text);
        return { ...fault, headers: { ...fault.headers, ...marks } };
      }
      return { status, headers: { 'content-type': 'text/plain', ...marks }, body: text };
    },
    wrap(license, keySystem, call) {
      const reply = formOf(license, keySystem, call);
      const client = { manufacturer: 'KeyForge', model: 'sandbox', secLevel: '3' };
      return {
        ...reply,
        headers: {
          ...reply.headers,
          'x-dt-resp-code': '0',
          'x-dt-client-info': Buffer.from(JSON.stringify(client)).toString('base64'),
        },
      };
    },
  };
}

/** Without `specConform=true` Widevine answers in JSON, as the oldest addresses do. */
function formOf(license: Uint8Array, keySystem: string, call: LicenseCall) {
  if (keySystem === 'fairplay') return base64Reply(license);
  if (keySystem === 'playready') return bareReply(license, 'playready');
  if (call.query.get('specConform') === 'true') return bareReply(license, 'widevine');
  return jsonReply(200, { status: 'OK', license: Buffer.from(license).toString('base64') });
}

async function readToken({ headers }: LicenseCall, { keys }: CastlabsOptions): Promise<Claims | Reason> {
  const token = headers['x-dt-auth-token'];
  if (typeof token !== 'string' || headers['x-dt-custom-data'] !== undefined) return 'no-token';
  const keyId = unverifiedToken(token)?.keyId;
  const secrets = keys.filter(({ id }) => id === keyId).map(({ secret }) => secret);
  if (secrets.length === 0) return 'unknown-key';
  const payload = await verifiedClaims(token, { secrets, algorithms: ['HS256', 'HS384', 'HS512'] });
  if (payload === undefined) return 'signature';
  return claims.safeParse(payload).data ?? 'token';
}

function judge(
  { jti, iat, exp, optData, crt }: Claims,
  at: { call: LicenseCall; options: CastlabsOptions; contentKeySecret: string },
): Authorization | Reason {
  const now = at.call.now.getTime() / 1000;
  if (iat > now + skewSeconds || (exp ?? iat + longestLifeSeconds) <= now) return 'expired';
  if (optData.merchant !== at.options.merchant) return 'token';
  const { profile, storeLicense, assetId } = crt;
  return {
    kids: channelKids(at.contentKeySecret, assetId),
    grant: {
      licenseSeconds:
        profile.type === 'rental' ? Math.min(profile.relativeExpiration, profile.playDuration) : undefined,
      canPersist: storeLicense,
      canRenew: false,
    },
    usedUp: () => [jti],
  };
}
