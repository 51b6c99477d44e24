import { z } from 'zod';
import { bareChallenge } from './challenge-body';
import { bareReply, soapFault } from './reply-form';
import type { Authorization, Grant, KeySystem, LicenseCall, Reason, Refusals } from './vendor-account';
import type { VendorAccount } from './vendor-account';
import { unverifiedToken, verifiedClaims } from './verified-claims';

export interface AxinomOptions {
  /** Communication keys, 32 bytes each, by their id (a UUID). Several may share an id. */
  keys: readonly { id: string; secret: Uint8Array }[];
}

/** Axinom's samples write booleans as texts in places. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
const seconds = z.number().int().positive();
const ofOneSystem = { duration: seconds.optional(), allow_persistence: flag.optional() };

const entitlement = z.object({
  type: z.literal('entitlement_message'),
  version: z.literal(2),
  license: z
    .object({
      start_datetime: z.iso.datetime({ offset: true }).optional(),
      expiration_datetime: z.iso.datetime({ offset: true }).optional(),
      duration: seconds.optional(),
      allow_persistence: flag.default(false),
      widevine: z
        .object({ ...ofOneSystem, allow_renewal: flag.default(false), renewal_delay: seconds.optional() })
        .optional(),
      playready: z.object(ofOneSystem).optional(),
      fairplay: z.object(ofOneSystem).optional(),
    })
    .default({ allow_persistence: false }),
  content_keys_source: z.object({
    inline: z.array(z.object({ id: z.guid(), usage_policy: z.string().optional() })).min(1),
  }),
  content_key_usage_policies: z.array(z.object({ name: z.string() })).default([]),
  license_server: z
    .object({ access_control: z.object({ prevent_drm_message_reuse: flag.default(false) }).optional() })
    .optional(),
});

const serviceMessage = z.object({
  version: z.literal(1),
  id: z.string().optional(),
  com_key_id: z.guid(),
  begin_date: z.iso.datetime({ offset: true }).optional(),
  expiration_date: z.iso.datetime({ offset: true }).optional(),
  message: entitlement,
});
type ServiceMessage = z.infer<typeof serviceMessage>;

/** 400: not understood or invalid; 403: understood and denied (Axinom, "Troubleshooting"). */
const refusals: Refusals = {
  'no-token': [400, 'CKV-2401', 'the request has no license service message, or more than one'],
  signature: [400, 'CKV-2402', 'the license service message signature is not valid'],
  'unknown-key': [400, 'CKV-2403', 'the communication key is not known'],
  expired: [400, 'CKV-2404', 'the license service message is not valid at this time'],
  token: [400, 'CKV-2405', 'the license service message or its entitlement message is not valid'],
  reused: [403, 'CKV-2406', 'license denied, the license service message has been used for this key'],
  kid: [403, 'CKV-2407', 'license denied, a requested key is not in the entitlement message'],
  foreign: [403, 'CKV-2408', 'license denied, there is no content key for a requested id'],
  malformed: [400, 'CKV-2400', 'the request data does not represent a valid license request'],
  method: [405, 'CKV-2410', 'the method is not allowed'],
  size: [413, 'CKV-2413', 'the request is too large'],
  internal: [500, 'CKV-2500', 'internal error in license shard 7'],
};

const routes: Readonly<Record<string, 'widevine' | 'playready' | 'fairplay' | 'certificate-der'>> = {
  '/widevine/AcquireLicense': 'widevine',
  '/playready/AcquireLicense': 'playready',
  '/fairplay/AcquireLicense': 'fairplay',
  '/fairplay/cert': 'certificate-der',
};

/** Axinom DRM: a license service message in `X-AxDRM-Message` that names every key. */
export function axinomAccount({ keys }: AxinomOptions): VendorAccount {
  return {
    vendor: 'axinom',
    routeOf: (path) => routes[path],
    unwrap: (call) => bareChallenge(call, keySystemOf(call)),
    async authorize(call) {
      const token = tokenOf(call);
      const unverified = token === undefined ? undefined : unverifiedToken(token);
      if (token === undefined) return 'no-token';
      const named = z.object({ com_key_id: z.string() }).safeParse(unverified?.claims).data?.com_key_id;
      if (named === undefined) return 'token';
      const known = keys.filter(({ id }) => id.toLowerCase() === named.toLowerCase());
      if (known.length === 0) return 'unknown-key';
      const secrets = known.map(({ secret }) => secret);
      const claims = await verifiedClaims(token, { secrets, algorithms: ['HS256'] });
      if (claims === undefined) return 'signature';
      const parsed = serviceMessage.safeParse(claims);
      return parsed.success ? judge(parsed.data, call) : 'token';
    },
    refuse(reason, keySystem) {
      const [status, code, words] = refusals[reason];
      const text = `KeyForge: ${words} (${code})`;
      const reply =
        keySystem === 'playready'
          ? soapFault(text)
          : { status, headers: { 'content-type': 'text/plain' }, body: text };
      return { ...reply, headers: { ...reply.headers, 'x-axdrm-errormessage': text } };
    },
    wrap(license, keySystem) {
      const reply = bareReply(license, keySystem);
      return { ...reply, headers: { ...reply.headers, 'x-axdrm-identity': 'KeyForge license shard 7' } };
    },
  };
}

function keySystemOf({ route }: LicenseCall): KeySystem {
  return route === 'playready' || route === 'fairplay' ? route : 'widevine';
}

function tokenOf({ headers, query }: LicenseCall): string | undefined {
  const found = [headers['x-axdrm-message'] ?? [], query.getAll('AxDrmMessage')].flat();
  return found.length === 1 ? found[0] : undefined;
}

function judge(service: ServiceMessage, call: LicenseCall): Authorization | Reason {
  const { begin_date: begin, expiration_date: end, message } = service;
  if (begin !== undefined && new Date(begin) > call.now) return 'expired';
  if (end !== undefined && new Date(end) <= call.now) return 'expired';
  const policies = message.content_key_usage_policies.map(({ name }) => name);
  const named = message.content_keys_source.inline.flatMap((key) => key.usage_policy ?? []);
  if (!named.every((name) => policies.includes(name))) return 'token';
  const grant = grantOf(message.license, call);
  if (grant === undefined) return 'expired';
  const once = message.license_server?.access_control?.prevent_drm_message_reuse === true;
  return {
    kids: message.content_keys_source.inline.map(({ id }) => id.toLowerCase()),
    grant,
    ...(once ? { usedUp: (kids) => kids.map((kid) => `${service.id ?? ''} ${kid}`) } : {}),
  };
}

function grantOf(license: ServiceMessage['message']['license'], call: LicenseCall): Grant | undefined {
  const { widevine, expiration_datetime: end } = license;
  const system = keySystemOf(call) === 'widevine' ? widevine : license[systemField(call)];
  const left = end === undefined ? undefined : secondsUntil(end, call.now);
  if (left !== undefined && left <= 0) return undefined;
  const limits = [system?.duration ?? license.duration, left].filter((limit) => limit !== undefined);
  return {
    licenseSeconds: limits.length === 0 ? undefined : Math.min(...limits),
    canPersist: system?.allow_persistence ?? license.allow_persistence,
    canRenew: widevine?.allow_renewal ?? false,
    renewAfterSeconds: widevine?.renewal_delay,
  };
}

function systemField(call: LicenseCall): 'playready' | 'fairplay' {
  return call.route === 'playready' ? 'playready' : 'fairplay';
}

function secondsUntil(date: string, now: Date): number {
  return Math.floor((new Date(date).getTime() - now.getTime()) / 1000);
}
