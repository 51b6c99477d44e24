import type { Grant, KeySystem } from './accounts/vendor-account';
import { writeClearKeyLicense } from './clearkey-license';
import type { ContentKey } from './content-keys';
import { writeCkc } from './fairplay-license';
import { writePlayReadyLicense } from './playready-license';
import type { AskedLicense } from './read-challenge';
import { writeWidevineLicense } from './widevine-license';

/** Stands for "without end" where the format has no word for it: ten years. */
const endlessSeconds = 10 * 365 * 24 * 3600;

export interface GrantedLicense {
  asked: AskedLicense;
  keys: readonly ContentKey[];
  grant: Grant;
  now: Date;
}

/**
 * The license in the key system's own form. A Widevine release is answered with a license without keys; FairPlay has room
 * for one key, the last. Persistence can be told in Widevine and ClearKey only, an end not in ClearKey.
 */
export function writeLicense(keySystem: KeySystem, { asked, keys, grant, now }: GrantedLicense): Uint8Array {
  const { licenseSeconds, canPersist, canRenew, renewAfterSeconds } = grant;
  const seconds = licenseSeconds ?? endlessSeconds;
  switch (keySystem) {
    case 'widevine':
      return writeWidevineLicense({
        requestId: asked.requestId ?? new Uint8Array(),
        keys: asked.kind === 'release' ? [] : keys,
        // 0 is without end in a Widevine policy.
        licenseSeconds: licenseSeconds ?? 0,
        canRenew,
        canPersist,
        ...(renewAfterSeconds === undefined ? {} : { renewAfterSeconds }),
        now,
      });
    case 'playready':
      return writePlayReadyLicense({ keys, licenseSeconds: seconds, now });
    case 'fairplay':
      return writeCkc({ key: lastOf(keys), licenseSeconds: seconds });
    case 'clearkey':
      return writeClearKeyLicense(keys, canPersist);
  }
}

function lastOf(keys: readonly ContentKey[]): ContentKey {
  const key = keys.at(-1);
  if (key === undefined) throw new Error('A license needs a key.');
  return key;
}
