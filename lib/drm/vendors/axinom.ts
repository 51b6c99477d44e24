import { randomUUID } from 'node:crypto';
import type { DrmSecretValues } from '@/lib/config/drm-secret-names';
import type { AxinomEntry } from '@/lib/config/drm-vendors';
import type { PlaybackPolicy } from '@/lib/domain/playback-policy';
import { challengeBody } from '@/lib/drm/challenge-body';
import { signHs256 } from '@/lib/drm/hs256';
import { judgeReply } from '@/lib/drm/judge-reply';
import { licenseSeconds, renewAfterSeconds, tokenWindow } from '@/lib/drm/time-limits';
import type { DrmVendor, LicenseAsk } from '@/lib/drm/vendor';
import { keyedSecret } from '@/lib/drm/vendor-secret';

export interface AxinomAccount {
  readonly url: string;
  readonly comKeyId: string;
  readonly comKey: Buffer;
}

const POLICY_NAME = 'stagedoor';
/** PlayReady Compliance Rules: "HDCP Type Restriction", big-endian configuration 1 = HDCP 2.2 or later. */
const HDCP_TYPE_RESTRICTION = { id: 'ABB2C6F1-E663-4625-A945-972D17B231E7', config_data: 'AAAAAQ==' };

/** Output protection level 300: digital video leaves the device only with HDCP. */
const playreadyOutputs = {
  none: {},
  '1.4': { uncompressed_digital_video_opl: 300 },
  '2.2': { uncompressed_digital_video_opl: 300, digital_video_output_protections: [HDCP_TYPE_RESTRICTION] },
} as const;

/** Throws naming the secret when its value is not usable. */
export function toAxinomAccount(entry: AxinomEntry, values: DrmSecretValues): AxinomAccount {
  const rule = { name: entry.secret, encoding: 'base64', bytes: 32, keyId: entry.comKeyId } as const;
  const { keyId, secret } = keyedSecret(values, rule);
  return { url: entry.url, comKeyId: keyId, comKey: secret };
}

/** Signs an Axinom license service message (HS256, no claims of ours): the value of `X-AxDRM-Message`. */
export function signAxinomMessage(payload: Record<string, unknown>, comKey: Buffer): string {
  return signHs256(payload, comKey);
}

/** Axinom DRM with entitlement messages of version 2: every key is named, FairPlay as octets. */
export const axinomVendor: DrmVendor<AxinomAccount> = {
  buildLicenseRequest(ask, account) {
    const { issuedAt, expiresAt } = tokenWindow(ask.now);
    const message = signAxinomMessage(
      {
        version: 1,
        id: randomUUID(),
        com_key_id: account.comKeyId,
        begin_date: isoDate(issuedAt),
        expiration_date: isoDate(expiresAt),
        message: entitlementMessage(ask),
      },
      account.comKey,
    );
    const { headers, body } = challengeBody(ask, 'octets');
    return { url: account.url, headers: { ...headers, 'x-axdrm-message': message }, body };
  },
  readLicense(reply, ask) {
    return judgeReply(reply, ask);
  },
};

function entitlementMessage(ask: LicenseAsk) {
  const renewAfter = renewAfterSeconds(ask);
  const renewal =
    renewAfter === undefined ? { allow_renewal: false } : { allow_renewal: true, renewal_delay: renewAfter };
  return {
    type: 'entitlement_message',
    version: 2,
    license: {
      expiration_datetime: ask.until.toISOString(),
      duration: licenseSeconds(ask),
      allow_persistence: false,
      // Without these, a picture that has started plays on after the license has run out.
      fairplay: { real_time_expiration: true },
      playready: { real_time_expiration: true },
      widevine: { real_time_duration_expiration: true, ...renewal },
    },
    content_keys_source: { inline: ask.kids.map((id) => ({ id, usage_policy: POLICY_NAME })) },
    content_key_usage_policies: [usagePolicy(ask.policy)],
    license_server: { access_control: { prevent_drm_message_reuse: true } },
    session: { user_id: ask.sessionId },
  };
}

function usagePolicy({ hdcp, securityLevel }: PlaybackPolicy) {
  const isHardware = securityLevel === 'hardware';
  return {
    name: POLICY_NAME,
    widevine: {
      device_security_level: isHardware ? 'HW_SECURE_ALL' : 'SW_SECURE_CRYPTO',
      ...(hdcp === 'none' ? {} : { hdcp: hdcp === '2.2' ? '2.2' : '1.0' }),
    },
    playready: { min_device_security_level: isHardware ? 3000 : 2000, ...playreadyOutputs[hdcp] },
    fairplay: hdcp === 'none' ? {} : { hdcp: hdcp === '2.2' ? 'TYPE1' : 'TYPE0' },
  };
}

function isoDate(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
