import type { LicenseAsk } from '@/lib/drm/vendor';
import { Fault } from '@/lib/fault';

/**
 * For vendors that grant by content id: a day without one, or one that is no text, must not become "whatever the
 * challenge says". Throws Fault `unavailable`.
 */
export function requireContentId({ contentId }: LicenseAsk): void {
  if (contentId === '' || contentId.startsWith('hex:'))
    throw new Fault('unavailable', 'the event day has no content id that this vendor can go by');
}
