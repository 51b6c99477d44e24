import type { PickerOffer } from '@/components/checkout/ticket-option';
import type { EventView } from '@/lib/domain/event-view';
import { inLocale } from '@/lib/domain/localized-text';
import { availabilityOf } from '@/lib/domain/ticket-type';
import type { Ticket } from '@/lib/sales/list-tickets';

interface ForWhom {
  /** What the viewer holds already, for this and other events. */
  readonly tickets: readonly Ticket[];
  readonly now: Date;
  readonly locale: string;
}

/** The tickets of an event as this viewer can choose among them: a day that is theirs cannot be bought again. */
export function choicesOf(event: EventView, { tickets, now, locale }: ForWhom): readonly PickerOffer[] {
  const ownPositions = tickets
    .filter((ticket) => ticket.eventSlug === event.slug && ticket.state !== 'revoked')
    .map((ticket) => ticket.dayPosition);
  return event.ticketTypes.map((type) => {
    const days = event.days.filter((day) => type.eventDayIds.includes(day.id));
    const owned = days.filter((day) => ownPositions.includes(day.position)).length;
    return {
      id: type.id,
      name: inLocale(type.name, locale),
      priceMinor: type.priceMinor,
      currency: type.currency,
      eventDayIds: type.eventDayIds,
      dayTitles: days.map((day) => inLocale(day.title, locale)),
      availability: owned === 0 ? availabilityOf(type, now) : owned === days.length ? 'owned' : 'overlaps',
    };
  });
}
