import { randomUUID } from 'node:crypto';
import { createSigner } from 'fast-jwt';
import type { DrmSecretValues } from '@/lib/config/drm-secret-names';
import type { CastlabsEntry } from '@/lib/config/drm-vendors';
import { challengeBody } from '@/lib/drm/challenge-body';
import { judgeReply } from '@/lib/drm/judge-reply';
import { licenseSeconds, tokenWindow } from '@/lib/drm/time-limits';
import { requireContentId } from '@/lib/drm/require-content-id';
import type { DrmVendor, LicenseAsk } from '@/lib/drm/vendor';
import { keyedSecret } from '@/lib/drm/vendor-secret';
import { Fault } from '@/lib/fault';

export interface CastlabsAccount {
  readonly url: string;
  readonly merchant: string;
  readonly keyId: string;
  readonly secret: Buffer;
  readonly hardwareTemplate: string | undefined;
}

interface AuthToken {
  readonly jti: string;
  readonly iat: number;
  readonly exp: number;
  readonly optData: Readonly<Record<string, unknown>>;
  readonly crt: Readonly<Record<string, unknown>>;
}

const hdcpNames = { none: 'HDCP_NONE', '1.4': 'HDCP_V1', '2.2': 'HDCP_V2_2' } as const;

/** Throws naming the secret when its value is not usable. */
export function toCastlabsAccount(entry: CastlabsEntry, values: DrmSecretValues): CastlabsAccount {
  const rule = { name: entry.secret, encoding: 'hex', keyId: entry.keyId } as const;
  const { url, merchant, hardwareTemplate } = entry;
  return { url, merchant, hardwareTemplate, ...keyedSecret(values, rule) };
}

/** Signs an upfront authorization token: the value of `x-dt-auth-token`. `optData` and `crt` are JSON in strings. */
export function signCastlabsToken(
  token: AuthToken,
  { secret, keyId }: Pick<CastlabsAccount, 'secret' | 'keyId'>,
): string {
  const sign = createSigner({ key: secret, algorithm: 'HS256', kid: keyId });
  return sign({ ...token, optData: JSON.stringify(token.optData), crt: JSON.stringify(token.crt) });
}

/** castLabs DRMtoday with upfront authorization: keys by asset id, FairPlay as a form with a base64 reply. */
export const castlabsVendor: DrmVendor<CastlabsAccount> = {
  buildLicenseRequest(ask, account) {
    requireContentId(ask);
    const { issuedAt, expiresAt } = tokenWindow(ask.now);
    const token = signCastlabsToken(
      {
        jti: randomUUID(),
        iat: issuedAt,
        exp: expiresAt,
        // Nothing of the viewer: the playback session stands for the person.
        optData: { merchant: account.merchant, userId: ask.sessionId, sessionId: ask.sessionId },
        crt: customerRights(ask, account),
      },
      account,
    );
    const { headers, body } = challengeBody(ask, 'form');
    return { url: account.url, headers: { ...headers, 'x-dt-auth-token': token }, body };
  },
  readLicense(reply, ask) {
    return judgeReply(reply, ask);
  },
};

function customerRights(ask: LicenseAsk, account: CastlabsAccount) {
  const { hdcp, securityLevel } = ask.policy;
  if (securityLevel === 'hardware' && account.hardwareTemplate === undefined) {
    throw new Fault('unavailable', 'DRMtoday needs hardwareTemplate for security level hardware');
  }
  const duration = `PT${licenseSeconds(ask)}S`;
  const needsHdcp = hdcp !== 'none';
  return {
    ...(securityLevel === 'hardware' ? { ref: [account.hardwareTemplate] } : {}),
    assetId: ask.contentId,
    profile: { type: 'rental', relativeExpiration: duration, playDuration: duration },
    // The vendor's default is true.
    storeLicense: false,
    outputProtection: {
      digital: needsHdcp,
      analogue: needsHdcp,
      enforce: needsHdcp,
      requireHDCP: hdcpNames[hdcp],
    },
  };
}
