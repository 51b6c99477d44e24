import type { EventState } from '@/lib/domain/event-state';
import type { EventView } from '@/lib/domain/event-view';
import { inLocale } from '@/lib/domain/localized-text';
import { passSaving } from './pass-saving';
import type { ProgramDay } from './program';
import type { Offer } from './ticket-offer';

/** The tickets of an event as its page shows them. */
export function offersOf(event: EventView, state: EventState, locale: string): readonly Offer[] {
  const endedDayIds = state.days.filter(({ phase }) => phase === 'ended').map(({ id }) => id);
  const isNotYet = (id: string) =>
    state.tickets.some((ticket) => ticket.id === id && ticket.availability === 'not_yet');
  return event.ticketTypes.map((type) => ({
    id: type.id,
    name: inLocale(type.name, locale),
    priceMinor: type.priceMinor,
    currency: type.currency,
    days: event.days
      .filter((day) => type.eventDayIds.includes(day.id))
      .map((day) => ({ title: inLocale(day.title, locale), hasEnded: endedDayIds.includes(day.id) })),
    savingMinor: passSaving(type, { offers: event.ticketTypes, endedDayIds }),
    sale: isNotYet(type.id) ? { opens: true, at: type.saleStartsAt } : { opens: false, at: type.saleEndsAt },
  }));
}

/** The days of an event with their program. */
export function programOf(event: EventView, locale: string): readonly ProgramDay[] {
  return event.days.map((day) => ({
    id: day.id,
    title: inLocale(day.title, locale),
    doorsAt: day.doorsAt,
    startsAt: day.startsAt,
    endsAt: day.endsAt,
    items: day.program.map((item) => ({ at: new Date(item.at), title: inLocale(item.title, locale) })),
  }));
}
