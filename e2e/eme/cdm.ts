import type { Bytes } from './bytes';

export interface Grant {
  readonly keys: readonly { readonly kid: Bytes; readonly key: Bytes }[];
  /** Seconds from now. */
  readonly expiresAfter: number;
  /** Seconds from now; absent: the CDM does not renew by itself. */
  readonly renewAfter?: number | undefined;
}

/** What a response led to: keys, or another request (after a certificate, or when the page asks to renew). */
export type Outcome =
  | { readonly grant: Grant }
  | { readonly message: Bytes; readonly messageType: 'license-request' | 'license-renewal' };

/** One session of a pretended content decryption module. Rejects what the vendor's module rejects. */
export interface Cdm {
  begin(initDataType: string, initData: Bytes): Promise<Bytes>;
  update(response: Bytes): Promise<Outcome>;
  renew(): Promise<Bytes>;
}

/** Set by the page before the first session, or by a certificate message. */
export interface CertificateHolder {
  certificate: Bytes | undefined;
}

export function refuse(words: string): never {
  throw new DOMException(words, 'InvalidAccessError');
}
