import type { KeySystem } from '@/lib/domain/key-system';
import type { Kid } from '@/lib/domain/kid';

/** What we ask a DRM vendor for: this challenge, these key ids and no others. */
export interface LicenseAsk {
  readonly keySystem: KeySystem;
  readonly challenge: Uint8Array;
  /** The allowed key ids that the challenge names. */
  readonly kids: readonly Kid[];
  readonly sessionId: string;
  readonly now: Date;
}

export interface VendorAccount {
  readonly url: string;
  /** Signs the vendor's token; never leaves the server. */
  readonly secret: string;
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

export interface License {
  readonly contentType: string;
  readonly body: Uint8Array;
}

/**
 * One DRM vendor: pure building and reading, no I/O. `readLicense` returns undefined for every reply that is not
 * a license for the keys that were asked for, and never passes the vendor's text on.
 */
export interface DrmVendor {
  buildLicenseRequest(ask: LicenseAsk, account: VendorAccount): Promise<VendorRequest>;
  readLicense(reply: VendorReply, ask: LicenseAsk): License | undefined;
}
