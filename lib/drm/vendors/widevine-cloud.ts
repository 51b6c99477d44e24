import { createCipheriv, createHash } from 'node:crypto';
import { z } from 'zod';
import type { DrmSecretValues } from '@/lib/config/drm-secret-names';
import type { WidevineCloudEntry } from '@/lib/config/drm-vendors';
import { parseContentId } from '@/lib/domain/content-id';
import { judgeReply } from '@/lib/drm/judge-reply';
import { licenseSeconds, renewAfterSeconds } from '@/lib/drm/time-limits';
import type { DrmVendor, LicenseAsk, VendorProblem, VendorReply } from '@/lib/drm/vendor';
import { secretBytes } from '@/lib/drm/vendor-secret';

export interface WidevineCloudAccount {
  readonly url: string;
  readonly provider: string;
  readonly key: Buffer;
  readonly iv: Buffer;
}

const RETRY_SECONDS = 30;

const hdcpNames = { none: 'HDCP_NONE', '1.4': 'HDCP_V1', '2.2': 'HDCP_V2_2' } as const;

const statusReply = z.object({ status: z.string() });

/** Throws naming the secret when its value is not usable. */
export function toWidevineCloudAccount(
  entry: WidevineCloudEntry,
  values: DrmSecretValues,
): WidevineCloudAccount {
  return {
    url: entry.url,
    provider: entry.provider,
    key: secretBytes(values, { name: entry.keySecret, encoding: 'hex', bytes: 32 }),
    iv: secretBytes(values, { name: entry.ivSecret, encoding: 'hex', bytes: 16 }),
  };
}

/** The envelope's `signature`: base64 of AES-256-CBC over the SHA-1 of the request's JSON. */
export function signWidevineRequest(
  json: string,
  { key, iv }: Pick<WidevineCloudAccount, 'key' | 'iv'>,
): string {
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const digest = createHash('sha1').update(json, 'utf8').digest();
  return Buffer.concat([cipher.update(digest), cipher.final()]).toString('base64');
}

/**
 * Google's Widevine cloud service. A request has no lifetime: it is worth nothing without the CDM that made the
 * challenge inside it.
 */
export const widevineCloudVendor: DrmVendor<WidevineCloudAccount> = {
  buildLicenseRequest(ask, account) {
    const json = JSON.stringify({ ...licenseRequest(ask), provider: account.provider });
    const envelope = {
      request: Buffer.from(json).toString('base64'),
      signature: signWidevineRequest(json, account),
      signer: account.provider,
    };
    return {
      url: account.url,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(envelope)),
    };
  },
  readLicense(reply, ask) {
    const problem = reply.status < 300 ? problemOfStatus(statusOf(reply)) : undefined;
    return problem === undefined ? judgeReply(reply, ask) : { ok: false, problem };
  },
};

function licenseRequest(ask: LicenseAsk) {
  const { hdcp, securityLevel } = ask.policy;
  const seconds = licenseSeconds(ask);
  const renewAfter = renewAfterSeconds(ask);
  return {
    payload: Buffer.from(ask.challenge).toString('base64'),
    content_id: contentIdBytes(ask.contentId).toString('base64'),
    content_key_specs: ask.kids.map((kid) => ({
      key_id: Buffer.from(kid.replaceAll('-', ''), 'hex').toString('base64'),
      security_level: securityLevel === 'hardware' ? 5 : 1,
      required_output_protection: { hdcp: hdcpNames[hdcp] },
    })),
    policy_overrides: {
      can_play: true,
      can_persist: false,
      can_renew: renewAfter !== undefined,
      license_duration_seconds: seconds,
      ...(renewAfter === undefined
        ? {}
        : { renewal_delay_seconds: renewAfter, renewal_retry_interval_seconds: RETRY_SECONDS }),
    },
  };
}

/** `hex:…` and text, as people write a content id. */
function contentIdBytes(contentId: string): Buffer {
  return Buffer.from(parseContentId(contentId) ?? '', 'hex');
}

/** Every answer has HTTP status 200. The list of its own statuses is not public, the words in them are telling. */
function problemOfStatus(status: string | undefined): VendorProblem | undefined {
  if (status === undefined || status === 'OK') return undefined;
  if (/SIGN|PROVIDER|CREDENTIAL|UNAUTHORI[SZ]ED/.test(status)) return 'drm_unauthorized';
  if (/INTERNAL|UNAVAILABLE|TIMEOUT|OVERLOAD/.test(status)) return 'drm_failed';
  return 'drm_refused';
}

function statusOf(reply: VendorReply): string | undefined {
  try {
    return statusReply.safeParse(JSON.parse(Buffer.from(reply.body).toString('utf8'))).data?.status;
  } catch {
    return undefined;
  }
}
