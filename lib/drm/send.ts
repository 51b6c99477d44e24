import type { ClientRequest } from 'node:http';
import { exchange, type ConnectionLimits, type VendorCall } from '@/lib/drm/connection';
import type { VendorReply } from '@/lib/drm/vendor';
import { Fault } from '@/lib/fault';

export interface SendLimits extends ConnectionLimits {
  /** From the first attempt to the last byte of the reply, a second attempt included. */
  readonly totalMs: number;
}

export const sendLimits: SendLimits = { connectMs: 1000, totalMs: 4000, maxReplyBytes: 256 * 1024 };

/**
 * One call to a vendor with our headers only. Whatever status comes is a reply; a redirect is one too. Where no byte of
 * the request was sent it is tried again, `reconnects` times at most: licenses are billed, so nothing that may have
 * reached the vendor is ever repeated. Throws Fault `drm_timeout` without a connection or a whole reply in time,
 * `drm_failed` for a refused or broken connection or a reply that is too long.
 */
export function callVendor(
  call: VendorCall,
  limits: SendLimits & { readonly reconnects: number },
): Promise<VendorReply> {
  return new Promise((resolve, reject) => {
    let outgoing: ClientRequest | undefined;
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      reject(new Fault('drm_timeout', 'no whole reply of the DRM vendor in time'));
      outgoing?.destroy();
    }, limits.totalMs);
    const attempt = (reconnectsLeft: number) => {
      outgoing = exchange(call, limits, (outcome) => {
        if (isOver) return;
        if (!outcome.ok && !outcome.wasSent && reconnectsLeft > 0) return attempt(reconnectsLeft - 1);
        isOver = true;
        clearTimeout(timer);
        if (outcome.ok) resolve(outcome.reply);
        else reject(outcome.fault);
      });
    };
    attempt(limits.reconnects);
  });
}
