import type { LocalizedText } from './localized-text';
import type { ShowSwitch } from './show-switch';

/** An event as its audience sees it: what is announced and sold, with the seats that are left. */
export interface EventView {
  readonly id: string;
  readonly slug: string;
  readonly timeZone: string;
  readonly title: LocalizedText;
  readonly tagline: LocalizedText;
  readonly description: LocalizedText;
  readonly organizer: LocalizedText;
  readonly contactEmail: string;
  readonly refundTerms: LocalizedText;
  readonly days: readonly EventDayView[];
  readonly ticketTypes: readonly TicketTypeView[];
  /** The day of open access, when the event has one: the free test playback. */
  readonly testDayId: string | undefined;
}

export interface EventDayView {
  readonly id: string;
  readonly position: number;
  readonly title: LocalizedText;
  readonly program: readonly { readonly at: string; readonly title: LocalizedText }[];
  readonly doorsAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly archiveUntil: Date | null;
  readonly switched: ShowSwitch | null;
}

export interface TicketTypeView {
  readonly id: string;
  readonly name: LocalizedText;
  readonly priceMinor: number;
  readonly currency: string;
  readonly saleStartsAt: Date;
  readonly saleEndsAt: Date;
  readonly eventDayIds: readonly string[];
  readonly capacity: number;
  readonly held: number;
  readonly sold: number;
}
