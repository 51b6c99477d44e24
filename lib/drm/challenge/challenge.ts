import type { ContentId } from '@/lib/domain/content-id';
import type { Kid } from '@/lib/domain/kid';

/**
 * What a license request says of itself. It comes from the CDM but its key and content ids come from the page, hence
 * from the viewer: nothing here is proof of anything, it only says what must be checked.
 */
export type Challenge =
  /** Widevine asks for its service certificate: no key, no right needed. */
  | { readonly kind: 'certificate' }
  | {
      readonly kind: 'new';
      readonly kids: readonly Kid[];
      readonly contentIds: readonly ContentId[];
      /** Widevine: lower-case hexadecimal; a later renewal or release names it instead of keys. */
      readonly requestId?: string;
    }
  /** Names no key: to be matched with the `requestId` that the same session's first request had. */
  | { readonly kind: 'renewal' | 'release'; readonly requestId: string }
  /** FairPlay: the SPC is sealed; which asset it is for is the server's choice. */
  | { readonly kind: 'sealed' };
