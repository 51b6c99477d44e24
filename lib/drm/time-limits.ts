import type { LicenseAsk } from '@/lib/drm/vendor';

/** Useful life of a vendor token: it is minted for one request that is sent at once. */
const TOKEN_SECONDS = 60;
/** How far a vendor's clock and ours may be apart. */
const CLOCK_SKEW_SECONDS = 60;

/**
 * From when to when a vendor token is good, in Unix seconds: a minute, and a minute of clock skew on both sides. The
 * strictest published rule (Verimatrix: issued at most 120 s ago, never in the future) still takes it.
 */
export function tokenWindow(now: Date): { readonly issuedAt: number; readonly expiresAt: number } {
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    issuedAt: seconds - CLOCK_SKEW_SECONDS,
    expiresAt: seconds + TOKEN_SECONDS + CLOCK_SKEW_SECONDS,
  };
}

/** Whole seconds a license plays: the policy's, never past `until`, never 0 (which means "for ever" at vendors). */
export function licenseSeconds(ask: LicenseAsk): number {
  return Math.max(1, Math.min(Math.floor(ask.policy.licenseSeconds), secondsLeft(ask)));
}

/** When a Widevine CDM should ask again, a fifth before the end; undefined when there is nothing to renew for. */
export function renewAfterSeconds(ask: LicenseAsk): number | undefined {
  const seconds = licenseSeconds(ask);
  return seconds < secondsLeft(ask) ? Math.max(1, Math.floor(seconds * 0.8)) : undefined;
}

function secondsLeft(ask: LicenseAsk): number {
  return Math.floor((ask.until.getTime() - ask.now.getTime()) / 1000);
}
