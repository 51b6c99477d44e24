import type { Kid } from '@/lib/domain/kid';
import type { KeySystem } from '@/lib/domain/key-system';
import type { PlaybackPolicy } from '@/lib/domain/playback-policy';

/** What we ask a DRM vendor for: this challenge, these key ids and no others. */
export interface LicenseAsk {
  readonly keySystem: KeySystem;
  readonly kind: 'new' | 'renewal' | 'release';
  /** Widevine: the CDM's bytes. PlayReady: the bare SOAP message. FairPlay: the SPC. ClearKey: the JSON. */
  readonly challenge: Uint8Array;
  /** The keys that may be granted for this challenge; never empty. */
  readonly kids: readonly Kid[];
  /** The day's content id as the packager writes it, for vendors that go by it. */
  readonly contentId: string;
  readonly sessionId: string;
  /** `licenseSeconds` is already cut at `until`. */
  readonly policy: PlaybackPolicy;
  /** The day is over for good: nothing that a vendor is asked for outlives it. */
  readonly until: Date;
  readonly now: Date;
}

export interface VendorRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface VendorReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** Why a vendor's reply is no license (fault codes, docs/errors.md); its own words never go further than a log line. */
export type VendorProblem =
  'drm_unauthorized' | 'drm_refused' | 'drm_failed' | 'drm_empty' | 'drm_unreadable';

export type VendorVerdict =
  | { readonly ok: true; readonly license: Uint8Array }
  | { readonly ok: false; readonly problem: VendorProblem };

/**
 * One DRM vendor: pure building and reading, no I/O, `Account` holds its addresses and secrets. `readLicense` gives the
 * bytes that go to the CDM, with all of the vendor's own wrapping undone.
 */
export interface DrmVendor<Account> {
  buildLicenseRequest(ask: LicenseAsk, account: Account): VendorRequest;
  readLicense(reply: VendorReply, ask: LicenseAsk): VendorVerdict;
}
