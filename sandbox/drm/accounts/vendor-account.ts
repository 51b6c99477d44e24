import type { IncomingHttpHeaders } from 'node:http';

export const vendorNames = [
  'clearkey',
  'axinom',
  'castlabs',
  'doverunner',
  'widevine-cloud',
  'generic',
] as const;
export type VendorName = (typeof vendorNames)[number];

export const keySystems = ['widevine', 'playready', 'fairplay', 'clearkey'] as const;
export type KeySystem = (typeof keySystems)[number];

/** What stands at a path: licenses of one key system or of whichever the body is for, or FairPlay's certificate. */
export type Route = KeySystem | 'any-license' | 'certificate-der' | 'certificate-base64';

export interface LicenseCall {
  route: Route;
  /** Behind the vendor's prefix, with its slash. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Uint8Array;
  now: Date;
}

export interface Challenge {
  keySystem: KeySystem;
  /** The CDM's bytes, without what the vendor wraps around them. */
  bytes: Uint8Array;
}

export interface Grant {
  /** Absent: without end. */
  licenseSeconds?: number | undefined;
  canPersist: boolean;
  canRenew: boolean;
  renewAfterSeconds?: number | undefined;
}

/** What a token allows. */
export interface Authorization {
  /** Lower-case UUIDs. */
  kids: readonly string[];
  grant: Grant;
  /** Names that can be used up once, for a request with these KIDs. */
  usedUp?: (kids: readonly string[]) => readonly string[];
}

export type Reason =
  | 'no-token'
  | 'signature'
  | 'unknown-key'
  | 'expired'
  | 'token'
  | 'reused'
  | 'kid'
  | 'foreign'
  | 'malformed'
  | 'method'
  | 'size'
  | 'internal';

export interface Reply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array | string;
}

/** Status, the vendor's own code, words. */
export type Refusals = Readonly<Record<Reason, readonly [number, string, string]>>;

/** One vendor's API for one customer: pure, but for the clock that it is given. */
export interface VendorAccount {
  readonly vendor: VendorName;
  /** What stands at a path behind the vendor's prefix. */
  routeOf(path: string): Route | undefined;
  /** The challenge in a body; undefined when it is not in the form that the vendor takes. */
  unwrap(call: LicenseCall): Challenge | undefined;
  /** Judges the token; `challenge` as `unwrap` found it. */
  authorize(call: LicenseCall, challenge: Challenge | undefined): Promise<Authorization | Reason>;
  refuse(reason: Reason, keySystem: KeySystem | undefined): Reply;
  /** A license or certificate in the vendor's form. */
  wrap(license: Uint8Array, keySystem: KeySystem, call: LicenseCall): Reply;
}
