import { randomUUID } from 'node:crypto';
import type { DrmSecretValues } from '@/lib/config/drm-secret-names';
import type { ClearKeyEntry } from '@/lib/config/drm-vendors';
import { challengeBody } from '@/lib/drm/challenge-body';
import { signHs256 } from '@/lib/drm/hs256';
import { judgeReply } from '@/lib/drm/judge-reply';
import { tokenWindow } from '@/lib/drm/time-limits';
import type { DrmVendor } from '@/lib/drm/vendor';
import { secretBytes } from '@/lib/drm/vendor-secret';

export interface ClearKeyAccount {
  readonly url: string;
  readonly secret: Buffer;
}

/** Throws naming the secret when its value is not usable. */
export function toClearKeyAccount(entry: ClearKeyEntry, values: DrmSecretValues): ClearKeyAccount {
  return { url: entry.url, secret: secretBytes(values, { name: entry.secret, encoding: 'utf8' }) };
}

/**
 * A ClearKey license server that takes the CDM's JSON and an HS256 token naming the allowed key ids. ClearKey protects
 * nothing in the browser: it is for the sandbox and for tests, and knows neither duration nor output protection.
 */
export const clearKeyVendor: DrmVendor<ClearKeyAccount> = {
  buildLicenseRequest(ask, account) {
    const { issuedAt, expiresAt } = tokenWindow(ask.now);
    const claims = {
      iss: 'stagedoor',
      jti: randomUUID(),
      iat: issuedAt,
      exp: expiresAt,
      kids: ask.kids,
      persistent: false,
      session: ask.sessionId,
    };
    const token = signHs256(claims, account.secret);
    const { headers, body } = challengeBody(ask, 'octets');
    return { url: account.url, headers: { ...headers, authorization: `Bearer ${token}` }, body };
  },
  readLicense(reply, ask) {
    return judgeReply(reply, ask);
  },
};
