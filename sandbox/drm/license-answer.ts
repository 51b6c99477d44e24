import type {
  Authorization,
  Challenge,
  Grant,
  KeySystem,
  LicenseCall,
  Reply,
  VendorAccount,
} from './accounts/vendor-account';
import { keySystems } from './accounts/vendor-account';
import { contentKeyFor, findContentKey, kidToUuid } from './content-keys';
import { type Asked, type AskedLicense, kidsOf, readChallenge } from './read-challenge';
import type { createUsedUp } from './used-up';
import { widevineCertificate } from './widevine-license';
import { writeLicense } from './write-license';

/** Faults in what is granted; the vendor's server itself works. */
export type GrantFault = 'overbroad' | 'persistent' | 'too_long';

export interface Exchange {
  account: VendorAccount;
  call: LicenseCall;
  challenge: Challenge | undefined;
  /** Undefined where neither address nor body tells. */
  keySystem: KeySystem | undefined;
  asked: Asked | undefined;
  /** Lower-case UUIDs. */
  kids: string[];
}

interface Vendor {
  contentKeySecret: string;
  usedUp: ReturnType<typeof createUsedUp>;
}

const tooLongSeconds = 30 * 24 * 3600;

/** Reads a call as far as the log and the faults need it. */
export function openExchange(account: VendorAccount, call: LicenseCall, contentKeySecret: string): Exchange {
  const challenge = account.unwrap(call);
  const asked = challenge && readChallenge(challenge, contentKeySecret);
  const keySystem = challenge?.keySystem ?? keySystems.find((name) => name === call.route);
  return { account, call, challenge, keySystem, asked, kids: kidsOf(challenge, asked) };
}

/** Answers a license request: the token first, then the challenge, then one against the other. All keys or none. */
export async function answerLicense(
  { account, call, challenge, keySystem, asked, kids }: Exchange,
  { contentKeySecret, usedUp }: Vendor,
  fault?: GrantFault,
): Promise<Reply> {
  const refuse = (reason: Parameters<VendorAccount['refuse']>[0]) => account.refuse(reason, keySystem);
  const authorization = await account.authorize(call, challenge);
  if (typeof authorization === 'string') return refuse(authorization);
  if (challenge === undefined || asked === undefined) return refuse('malformed');
  if (!kids.every((kid) => authorization.kids.includes(kid))) return refuse('kid');
  if (!usedUp.use(usedUpNames(account, authorization, kids))) return refuse('reused');
  if (asked.kind === 'certificate') return account.wrap(widevineCertificate(), challenge.keySystem, call);
  const keys = asked.kids.map((kid) => findContentKey(contentKeySecret, kid));
  const issued = keys.filter((key) => key !== undefined);
  if (issued.length < keys.length) return refuse('foreign');
  const foreign = fault === 'overbroad' ? [foreignKey(asked, contentKeySecret)] : [];
  const license = writeLicense(challenge.keySystem, {
    asked,
    keys: [...issued, ...foreign],
    grant: changedGrant(authorization.grant, fault),
    now: call.now,
  });
  return account.wrap(license, challenge.keySystem, call);
}

function usedUpNames(account: VendorAccount, authorization: Authorization, kids: string[]): string[] {
  return (authorization.usedUp?.(kids) ?? []).map((name) => `${account.vendor} ${name}`);
}

function changedGrant(grant: Grant, fault: GrantFault | undefined): Grant {
  if (fault === 'persistent') return { ...grant, canPersist: true };
  if (fault === 'too_long') {
    return { ...grant, licenseSeconds: (grant.licenseSeconds ?? 0) + tooLongSeconds };
  }
  return grant;
}

/** A key of a channel that nobody asked for. */
function foreignKey({ kids }: AskedLicense, contentKeySecret: string) {
  return contentKeyFor(contentKeySecret, `not ${kids.map(kidToUuid).join()}`, 'VIDEO');
}
