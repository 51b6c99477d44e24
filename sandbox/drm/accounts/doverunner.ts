import { createDecipheriv, createHash } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '../parse-json';
import { bareChallenge, bodyText, formChallenge, mediaType } from './challenge-body';
import { channelKids } from './channel-kids';
import { bareReply, base64Reply, jsonReply } from './reply-form';
import type { Authorization, Challenge, LicenseCall, Reason, Refusals, Route } from './vendor-account';
import type { VendorAccount } from './vendor-account';

export interface DoverunnerOptions {
  siteId: string;
  /** 32 bytes each. */
  siteKeys: readonly Uint8Array[];
  accessKeys: readonly Uint8Array[];
}

/** The same for every site (license token guide, "AES256"). */
const fixedIv = '0123456789abcdef';
const longestAgeSeconds = 600;
const skewSeconds = 60;

const drmTypes = { Widevine: 'widevine', PlayReady: 'playready', FairPlay: 'fairplay' } as const;

const customData = z.object({
  drm_type: z.enum(['Widevine', 'PlayReady', 'FairPlay']),
  site_id: z.string(),
  user_id: z.string().min(1),
  cid: z.string().min(1),
  policy: z.base64().min(1),
  /** GMT. */
  timestamp: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  hash: z.base64().min(1),
  response_format: z.literal('original').default('original'),
  key_rotation: z.literal(false).default(false),
});
type CustomData = z.infer<typeof customData>;

const seconds = z.number().int().min(0);
const licensePolicy = z.object({
  policy_version: z.literal(2),
  playback_policy: z
    .object({
      persistent: z.boolean().default(false),
      license_duration: seconds.optional(),
      expire_date: z.iso.datetime().optional(),
      renewal_duration: seconds.optional(),
      allowed_track_types: z.enum(['ALL', 'SD_ONLY', 'SD_HD', 'SD_UHD1', 'SD_UHD2']).default('ALL'),
    })
    .default({ persistent: false, allowed_track_types: 'ALL' }),
  security_policy: z.array(z.object({ track_type: z.string() })).optional(),
});
type PlaybackPolicy = z.infer<typeof licensePolicy>['playback_policy'];

const refusals: Refusals = {
  'no-token': [403, '7001', 'CKV-4401: license token is missing or is not base64 of JSON'],
  signature: [403, '7019', 'CKV-4402: hash of the license token does not match'],
  'unknown-key': [403, '7003', 'CKV-4403: site id is not known'],
  expired: [403, '7011', 'CKV-4404: license token is expired'],
  token: [403, '7009', 'CKV-4405: license token or its policy is invalid'],
  reused: [403, '7010', 'CKV-4406: license token was used'],
  kid: [403, '7012', 'CKV-4407: content id of the token does not match the requested key'],
  foreign: [403, '7013', 'CKV-4408: no key is registered for this content'],
  malformed: [400, '7101', 'CKV-4400: license challenge cannot be read'],
  method: [405, '7102', 'CKV-4410: request method is not supported'],
  size: [413, '7103', 'CKV-4413: license challenge is too large'],
  internal: [500, '7999', 'CKV-4500: internal error in license shard 7'],
};

const routes: Readonly<Record<string, Route>> = {
  '/ri/licenseManager.do': 'any-license',
  '/ri/fpsCert.do': 'certificate-der',
  '/ri/fpsKeyManager.do': 'certificate-base64',
  '/fairplay/cert': 'certificate-der',
};

/** DoveRunner (formerly PallyCon), tokens of version 2 in `pallycon-customdata-v2`; keys by content id. */
export function doverunnerAccount(options: DoverunnerOptions, contentKeySecret: string): VendorAccount {
  return {
    vendor: 'doverunner',
    routeOf: (path) => routes[path],
    unwrap(call) {
      if (mediaType(call) === 'application/x-www-form-urlencoded') return formChallenge(call);
      return bareChallenge(call, /^\s*(\uFEFF)?</.test(bodyText(call)) ? 'playready' : 'widevine');
    },
    authorize: (call, challenge) => Promise.resolve(judge({ call, challenge, options, contentKeySecret })),
    refuse(reason) {
      const [status, errorCode, words] = refusals[reason];
      return jsonReply(status, { errorCode, message: `KeyForge: ${words}` });
    },
    wrap: (license, keySystem) =>
      keySystem === 'fairplay' ? base64Reply(license) : bareReply(license, keySystem),
  };
}

interface Case {
  call: LicenseCall;
  challenge: Challenge | undefined;
  options: DoverunnerOptions;
  contentKeySecret: string;
}

function judge({ call, challenge, options, contentKeySecret }: Case): Authorization | Reason {
  const header = call.headers['pallycon-customdata-v2'];
  const decoded = parseJson(Buffer.from(String(header ?? ''), 'base64').toString('utf8'));
  if (decoded === undefined) return 'no-token';
  const token = customData.safeParse(decoded).data;
  if (token === undefined) return 'token';
  if (token.site_id !== options.siteId) return 'unknown-key';
  if (!options.accessKeys.some((key) => hashOf(token, key) === token.hash)) return 'signature';
  const age = (call.now.getTime() - Date.parse(token.timestamp)) / 1000;
  if (!(age <= longestAgeSeconds && age >= -skewSeconds)) return 'expired';
  if (challenge !== undefined && drmTypes[token.drm_type] !== challenge.keySystem) return 'token';
  const policy = licensePolicy.safeParse(decryptPolicy(token.policy, options.siteKeys)).data;
  if (policy === undefined) return 'token';
  return authorize(policy.playback_policy, {
    now: call.now,
    kids: channelKids(contentKeySecret, token.cid),
  });
}

function authorize(
  playback: PlaybackPolicy,
  { now, kids }: { now: Date; kids: string[] },
): Authorization | Reason {
  const { license_duration: duration, expire_date: end, renewal_duration: renewal } = playback;
  const left = end === undefined ? undefined : Math.floor((Date.parse(end) - now.getTime()) / 1000);
  if (left !== undefined && left <= 0) return 'expired';
  // 0 is "without end" here.
  const limits = [duration || undefined, left].filter((limit) => limit !== undefined);
  return {
    kids,
    grant: {
      licenseSeconds: limits.length === 0 ? undefined : Math.min(...limits),
      canPersist: playback.persistent,
      canRenew: renewal !== undefined,
      renewAfterSeconds: renewal,
    },
  };
}

/** Base64 of the binary digest, as the tutorial and all samples have it, not of its hexadecimal text. */
function hashOf(token: CustomData, accessKey: Uint8Array): string {
  const fields = [token.drm_type, token.site_id, token.user_id, token.cid, token.policy, token.timestamp];
  return createHash('sha256').update(accessKey).update(fields.join('')).digest('base64');
}

function decryptPolicy(policy: string, siteKeys: readonly Uint8Array[]): unknown {
  for (const key of siteKeys) {
    try {
      const decipher = createDecipheriv('aes-256-cbc', key, fixedIv);
      const text = Buffer.concat([decipher.update(Buffer.from(policy, 'base64')), decipher.final()]);
      return parseJson(text.toString('utf8'));
    } catch {
      // Another site key may fit: OpenSSL throws on bad padding.
      continue;
    }
  }
  return undefined;
}
