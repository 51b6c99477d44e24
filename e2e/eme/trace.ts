/** What the facade has seen; on `window.__eme` of a page that has it. */
export interface EmeTrace {
  /** Key systems that were asked for, in order, with what came of it. */
  readonly accesses: { readonly keySystem: string; readonly isGranted: boolean }[];
  /** Lengths of the certificates that the page has set. */
  readonly certificates: number[];
  readonly messages: { readonly messageType: string; readonly base64: string }[];
  /** Lengths of the answers that the page has handed over, and whether the module took them. */
  readonly updates: { readonly length: number; outcome: 'pending' | 'taken' | 'refused' }[];
  /** Each change of key statuses: `usable`, `expired`. */
  readonly statuses: string[];
}

export interface FacadeOptions {
  /** EME names of the systems that this browser is to have; all but these stay as they are. */
  readonly keySystems: readonly string[];
  /** Robustness levels that the device reaches; without it all of software and the empty one. */
  readonly robustness?: readonly string[];
  /** Lets the module renew by itself, whatever the license says; in seconds. */
  readonly renewAfterSeconds?: number;
  /** Lets licenses run out earlier than they say; in seconds. */
  readonly expireAfterSeconds?: number;
}

declare global {
  interface Window {
    __eme?: EmeTrace;
  }
}
