import type { Staff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import type { ReplyTemplate } from '@/lib/domain/reply-template';
import { newId } from '@/lib/ids';
import { enqueueMail } from '@/lib/sales/enqueue-mail';
import { lockOrder } from '@/lib/staff/act-lines';
import type { OrderAct } from '@/lib/staff/close-sessions';
import { performAct, type PerformedAct } from '@/lib/staff/perform-act';
import type { Locale } from '@/messages/routing';

interface Reply extends OrderAct {
  /** What it began with; undefined for a text of its own. */
  readonly template: ReplyTemplate | undefined;
  readonly locale: Locale;
  /** Normalised. */
  readonly to: string;
  readonly text: string;
}

/**
 * Writes to the buyer, as one act of staff: the text is kept in the act's row, and the mail is made from there when it
 * is sent (lib/sales/read-reply.ts). Throws Fault `not_found` without the power or the order.
 */
export function sendReply(db: Database, staff: Staff, reply: Reply): Promise<PerformedAct<never>> {
  const { key, reason, orderId, template, locale, to, text, now } = reply;
  return performAct(db, staff, {
    power: 'send_reply',
    key,
    reason,
    orderId,
    subject: to,
    now,
    work: async (tx) => {
      const order = await lockOrder(tx, orderId);
      // Not the act's key: two members of staff may have the same.
      const about = newId('act');
      await enqueueMail(tx, { kind: 'reply', order: { id: order.id, contactEmail: to, locale }, about, now });
      return {
        ok: true,
        after: { mail: `reply:${about}`, to, locale, text, ...(template === undefined ? {} : { template }) },
      };
    },
  });
}
