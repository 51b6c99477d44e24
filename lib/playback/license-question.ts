import type { KeySystem } from '@/lib/domain/key-system';
import type { Challenge } from '@/lib/drm/challenge/challenge';
import type { Timings } from '@/lib/http/server-timing';
import type { SessionClaims } from '@/lib/playback/session-token';

/** One license request, read and with its token verified. */
export interface LicenseQuestion {
  readonly keySystem: KeySystem;
  readonly claims: SessionClaims;
  readonly challenge: Exclude<Challenge, { kind: 'certificate' }>;
  readonly body: Uint8Array;
  /** What the player sends back of earlier answers (lib/playback/license-receipt.ts). */
  readonly receipts: string | undefined;
  /** FairPlay only: the key id that the page read from `skd://` or `sinf`. A claim, checked like any other. */
  readonly claimedKid: string | undefined;
  readonly country: string | undefined;
  /** What the browser says it is; read only when a decision is written down. */
  readonly userAgent: string | null;
  readonly timings: Timings;
  readonly now: Date;
}
