import { createCipheriv, createHash } from 'node:crypto';
import { z } from 'zod';
import type { DrmSecretValues } from '@/lib/config/drm-secret-names';
import type { DoverunnerEntry } from '@/lib/config/drm-vendors';
import type { PlaybackPolicy } from '@/lib/domain/playback-policy';
import { challengeBody } from '@/lib/drm/challenge-body';
import { judgeReply } from '@/lib/drm/judge-reply';
import { licenseSeconds, tokenWindow } from '@/lib/drm/time-limits';
import { requireContentId } from '@/lib/drm/require-content-id';
import type { DrmVendor, LicenseAsk, VendorReply } from '@/lib/drm/vendor';
import { secretBytes } from '@/lib/drm/vendor-secret';

export interface DoverunnerAccount {
  readonly url: string;
  readonly siteId: string;
  readonly siteKey: Buffer;
  readonly accessKey: Buffer;
}

interface TokenParts {
  readonly drmType: string;
  readonly userId: string;
  readonly contentId: string;
  /** Unencrypted JSON text. */
  readonly policyJson: string;
  /** GMT, `yyyy-mm-ddThh:mm:ssZ`. */
  readonly timestamp: string;
}

/** The same for every customer (license token guide, "AES256"). */
const FIXED_IV = '0123456789abcdef';
/** 7011: the token is too old for the vendor's clock; 7019: its hash is wrong. */
const CREDENTIAL_ERRORS = ['7011', '7019'];

const drmTypes = { widevine: 'Widevine', playready: 'PlayReady', fairplay: 'FairPlay', clearkey: 'ClearKey' };
const widevineHdcp = { none: 'HDCP_NONE', '1.4': 'HDCP_V1', '2.2': 'HDCP_V2_2' } as const;
const playreadyVideo = { none: 100, '1.4': 300, '2.2': 300 } as const;
const fairPlayHdcp = { none: -1, '1.4': 0, '2.2': 1 } as const;

const errorReply = z.object({ errorCode: z.union([z.string(), z.number()]).transform(String) });

/** Throws naming the secret when its value is not usable. */
export function toDoverunnerAccount(entry: DoverunnerEntry, values: DrmSecretValues): DoverunnerAccount {
  return {
    url: entry.url,
    siteId: entry.siteId,
    siteKey: secretBytes(values, { name: entry.siteKeySecret, encoding: 'utf8', bytes: 32 }),
    accessKey: secretBytes(values, { name: entry.accessKeySecret, encoding: 'utf8' }),
  };
}

/** The token's `policy` (`token` in version 1): base64 of AES-256-CBC with the site key. */
export function encryptDoverunnerPolicy(policyJson: string, siteKey: Buffer): string {
  const cipher = createCipheriv('aes-256-cbc', siteKey, FIXED_IV);
  return Buffer.concat([cipher.update(policyJson, 'utf8'), cipher.final()]).toString('base64');
}

/** The token's `hash`, over fields in the vendor's order: base64 of the binary digest, not of its hexadecimal text. */
export function hashDoverunnerToken(fields: readonly string[], accessKey: Buffer): string {
  return createHash('sha256').update(accessKey).update(fields.join('')).digest('base64');
}

/** The value of `pallycon-customdata-v2`. */
export function doverunnerToken(parts: TokenParts, account: DoverunnerAccount): string {
  const { drmType, userId, contentId, timestamp } = parts;
  const policy = encryptDoverunnerPolicy(parts.policyJson, account.siteKey);
  const fields = [drmType, account.siteId, userId, contentId, policy, timestamp];
  const token = {
    drm_type: drmType,
    site_id: account.siteId,
    user_id: userId,
    cid: contentId,
    policy,
    timestamp,
    hash: hashDoverunnerToken(fields, account.accessKey),
    response_format: 'original',
    key_rotation: false,
  };
  return Buffer.from(JSON.stringify(token)).toString('base64');
}

/** DoveRunner (formerly PallyCon), tokens of version 2: keys by content id, FairPlay as a form with a base64 reply. */
export const doverunnerVendor: DrmVendor<DoverunnerAccount> = {
  buildLicenseRequest(ask, account) {
    requireContentId(ask);
    const token = doverunnerToken(
      {
        drmType: drmTypes[ask.keySystem],
        userId: ask.sessionId,
        contentId: ask.contentId,
        policyJson: JSON.stringify(licensePolicy(ask)),
        // How long it is good from here on is the site's setting, 600 s unless changed.
        timestamp: gmtSeconds(tokenWindow(ask.now).issuedAt),
      },
      account,
    );
    const { headers, body } = challengeBody(ask, 'form');
    return { url: account.url, headers: { ...headers, 'pallycon-customdata-v2': token }, body };
  },
  readLicense(reply, ask) {
    const code = errorCodeOf(reply);
    if (code !== undefined && CREDENTIAL_ERRORS.includes(code))
      return { ok: false, problem: 'drm_unauthorized' };
    if (code !== undefined && reply.status < 300) return { ok: false, problem: 'drm_refused' };
    return judgeReply(reply, ask);
  },
};

function licensePolicy(ask: LicenseAsk) {
  return {
    policy_version: 2,
    playback_policy: {
      persistent: false,
      license_duration: licenseSeconds(ask),
      allowed_track_types: 'ALL',
    },
    security_policy: [{ track_type: 'ALL', ...outputRules(ask.policy) }],
  };
}

function outputRules({ hdcp, securityLevel }: PlaybackPolicy) {
  const isHardware = securityLevel === 'hardware';
  return {
    widevine: { security_level: isHardware ? 5 : 1, required_hdcp_version: widevineHdcp[hdcp] },
    playready: {
      security_level: isHardware ? 3000 : 2000,
      digital_video_protection_level: playreadyVideo[hdcp],
      require_hdcp_type_1: hdcp === '2.2',
    },
    fairplay: { hdcp_enforcement: fairPlayHdcp[hdcp] },
  };
}

function gmtSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

function errorCodeOf(reply: VendorReply): string | undefined {
  const text = Buffer.from(reply.body).toString('utf8').trim();
  if (!text.startsWith('{')) return undefined;
  try {
    return errorReply.safeParse(JSON.parse(text)).data?.errorCode;
  } catch {
    return undefined;
  }
}
