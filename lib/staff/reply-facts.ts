import type { LocalizedText } from '@/lib/domain/localized-text';
import type { Case } from '@/lib/staff/find-case';

/** What the templates of replies say of a case. */
export interface ReplyFacts {
  readonly orderId: string;
  readonly code: string;
  readonly currency: string;
  readonly event: { readonly slug: string; readonly title: LocalizedText; readonly timeZone: string };
  /** Those that the tickets open; none without a valid ticket. */
  readonly days: readonly ReplyDay[];
  /** Of all refunds that have not failed. */
  readonly refundedMinor: number;
  /** The newest warning that was shown to the event's audience; `to` is no later than now. */
  readonly outage: { readonly from: Date; readonly to: Date } | undefined;
  readonly now: Date;
}

export interface ReplyDay {
  readonly title: LocalizedText;
  readonly startsAt: Date;
}

/** What the replies to a case may say, from the case that is on the page. */
export function replyFactsOf(
  { order, event, entitlements, refunds }: Case,
  { outage, now }: Pick<ReplyFacts, 'outage' | 'now'>,
): ReplyFacts {
  const valid = entitlements.filter(({ state }) => state === 'active');
  const days = new Map(
    valid.map(({ dayTitle, startsAt }) => [
      `${startsAt.getTime()} ${dayTitle.ja}`,
      { title: dayTitle, startsAt },
    ]),
  );
  return {
    orderId: order.id,
    code: order.code,
    currency: order.currency,
    event,
    days: [...days.values()],
    refundedMinor: refunds
      .filter(({ state }) => state !== 'failed')
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    outage,
    now,
  };
}
