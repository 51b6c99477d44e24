import { createCipheriv, createHash } from 'node:crypto';
import { z } from 'zod';
import { kidToUuid } from '../content-keys';
import { parseJson } from '../parse-json';
import { bodyText } from './challenge-body';
import { channelKids } from './channel-kids';
import { jsonReply } from './reply-form';
import type { Authorization, LicenseCall, Reason, Refusals } from './vendor-account';
import type { VendorAccount } from './vendor-account';

export interface WidevineCloudOptions {
  provider: string;
  /** 32 bytes each. */
  keys: readonly Uint8Array[];
  /** 16 bytes each. */
  ivs: readonly Uint8Array[];
}

const envelope = z.object({ request: z.base64().min(1), signature: z.base64(), signer: z.string() });
const kid = z
  .base64()
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
  .refine((bytes) => bytes.length === 16);
const seconds = z.number().int().min(0);
const request = z.object({
  payload: z.base64().min(1),
  provider: z.string(),
  content_id: z.base64().default(''),
  content_key_specs: z.array(z.object({ key_id: kid.optional() })).default([]),
  policy_overrides: z
    .object({
      can_play: z.boolean().default(true),
      can_persist: z.boolean().default(false),
      can_renew: z.boolean().default(false),
      license_duration_seconds: seconds.optional(),
      renewal_delay_seconds: seconds.optional(),
    })
    .default({ can_play: true, can_persist: false, can_renew: false }),
});
type Request = z.infer<typeof request>;

/** The service answers 200 whenever it has understood the HTTP request; `status` in the JSON says what became of it. */
const refusals: Refusals = {
  'no-token': [200, 'MALFORMED_REQUEST', 'CKV-5401: no signed request'],
  signature: [200, 'SIGNATURE_FAILED', 'CKV-5402: signature does not match'],
  'unknown-key': [200, 'INVALID_PROVIDER', 'CKV-5403: provider or signer is not known'],
  expired: [200, 'MALFORMED_REQUEST', 'CKV-5404: request is not valid at this time'],
  token: [200, 'MALFORMED_REQUEST', 'CKV-5405: request cannot be read or may not play'],
  reused: [200, 'MALFORMED_REQUEST', 'CKV-5406: request was used'],
  kid: [200, 'ACCESS_DENIED', 'CKV-5407: a requested key is not in the key specs or not of the content id'],
  foreign: [200, 'CONTENT_KEY_MISSING', 'CKV-5408: there is no such key'],
  malformed: [200, 'INVALID_LICENSE_CHALLENGE_MESSAGE', 'CKV-5400: license challenge cannot be read'],
  method: [405, 'MALFORMED_REQUEST', 'CKV-5410: method not allowed'],
  size: [413, 'MALFORMED_REQUEST', 'CKV-5413: request too large'],
  internal: [500, 'INTERNAL_ERROR', 'CKV-5500: license shard 7'],
};

/** Google's Widevine cloud license service: a signed request in JSON around the challenge. */
export function widevineCloudAccount(options: WidevineCloudOptions, contentKeySecret: string): VendorAccount {
  return {
    vendor: 'widevine-cloud',
    routeOf: (path) => (path === `/cenc/getlicense/${options.provider}` ? 'widevine' : undefined),
    unwrap(call) {
      const payload = readRequest(call)?.payload;
      return payload === undefined
        ? undefined
        : { keySystem: 'widevine', bytes: new Uint8Array(Buffer.from(payload, 'base64')) };
    },
    authorize: (call) => Promise.resolve(judge(call, options, contentKeySecret)),
    refuse(reason) {
      const [status, name, words] = refusals[reason];
      return jsonReply(status, { status: name, status_message: `KeyForge: ${words}` });
    },
    wrap: (license) =>
      jsonReply(200, {
        status: 'OK',
        license: Buffer.from(license).toString('base64'),
        security_level: 3,
        client_max_hdcp_version: 'HDCP_V2_2',
        platform: 'KeyForge sandbox',
      }),
  };
}

function readEnvelope(call: LicenseCall) {
  return envelope.safeParse(parseJson(bodyText(call))).data;
}

function readRequest(call: LicenseCall): Request | undefined {
  const json = Buffer.from(readEnvelope(call)?.request ?? '', 'base64').toString('utf8');
  return request.safeParse(parseJson(json)).data;
}

function judge(
  call: LicenseCall,
  { provider, keys, ivs }: WidevineCloudOptions,
  contentKeySecret: string,
): Authorization | Reason {
  const signed = readEnvelope(call);
  if (signed === undefined) return 'no-token';
  if (signed.signer !== provider) return 'unknown-key';
  const signatures = keys.flatMap((key) => ivs.map((iv) => signatureOf(signed.request, key, iv)));
  if (!signatures.includes(signed.signature)) return 'signature';
  const asked = readRequest(call);
  if (asked === undefined || !asked.policy_overrides.can_play) return 'token';
  if (asked.provider !== provider) return 'unknown-key';
  const policy = asked.policy_overrides;
  return {
    kids: allowedKids(asked, contentKeySecret),
    grant: {
      licenseSeconds: policy.license_duration_seconds || undefined,
      canPersist: policy.can_persist,
      canRenew: policy.can_renew,
      renewAfterSeconds: policy.renewal_delay_seconds,
    },
  };
}

/** Specs that name a key are the whole list; a content id narrows it to its own keys. */
function allowedKids({ content_key_specs: specs, content_id: content }: Request, secret: string): string[] {
  const named = specs.flatMap((spec) => (spec.key_id === undefined ? [] : kidToUuid(spec.key_id)));
  if (content === '') return named;
  const own = channelKids(secret, Buffer.from(content, 'base64').toString('utf8'));
  return named.length === 0 ? own : named.filter((id) => own.includes(id));
}

function signatureOf(base64Json: string, key: Uint8Array, iv: Uint8Array): string {
  const digest = createHash('sha1').update(Buffer.from(base64Json, 'base64')).digest();
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([cipher.update(digest), cipher.final()]).toString('base64');
}
