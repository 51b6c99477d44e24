import type { Sale } from '@/components/checkout/final-confirmation';
import type { EventView } from '@/lib/domain/event-view';
import { inLocale } from '@/lib/domain/localized-text';
import type { OrderDetail } from '@/lib/sales/find-order';

/** The held order as the final confirmation shows it: days that are over are left out. */
export function saleOf(
  event: EventView,
  order: OrderDetail,
  { locale, now }: { readonly locale: string; readonly now: Date },
): Sale {
  const types = event.ticketTypes.filter(({ id }) => order.lines.some((line) => line.ticketTypeId === id));
  const days = event.days.filter(({ id }) => types.some((type) => type.eventDayIds.includes(id)));
  const [firstEnd] = types.map((type) => type.saleEndsAt).toSorted((a, b) => a.getTime() - b.getTime());
  return {
    lines: order.lines.map((line) => ({
      id: line.ticketTypeId,
      name: inLocale(line.name, locale),
      priceMinor: line.priceMinor,
    })),
    discountMinor: order.discountMinor,
    totalMinor: order.totalMinor,
    currency: order.currency,
    days: days
      .filter((day) => day.endsAt > now)
      .map(({ title, doorsAt, endsAt }) => ({ title: inLocale(title, locale), doorsAt, endsAt })),
    venueTimeZone: event.timeZone,
    saleEndsAt: firstEnd ?? order.holdUntil,
    voucherDeadline: order.voucherDeadline,
    refundTerms: inLocale(event.refundTerms, locale),
  };
}
