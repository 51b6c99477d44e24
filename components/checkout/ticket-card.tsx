import { useTranslations } from 'next-intl';
import { ReadinessTick, type TestedDevice } from '@/components/player/readiness-tick';
import { Link } from '@/components/ui/link';
import { LocalTime } from '@/components/ui/local-time';
import type { CloseAction } from './close-screen-button';
import { ScreenList, type ShownScreen } from './screen-list';
import { TicketBadge, TicketNextStep } from './ticket-standing';
import type { TicketStanding } from './ticket-states';

export interface TicketCardProps {
  readonly eventSlug: string;
  readonly eventTitle: string;
  readonly dayTitle: string;
  readonly dayPosition: number;
  readonly ticketTypeName: string;
  readonly venueTimeZone: string;
  readonly doorsAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly eventDayId: string;
  /** As the page was made. */
  readonly standing: TicketStanding;
  readonly orderId: string;
  readonly orderCode: string;
  /** The viewer's devices that were tested for the event, newest first. */
  readonly testedDevices: readonly TestedDevice[];
  /** Where the show of this day is open now. */
  readonly screens: readonly ShownScreen[];
  readonly closeScreen: CloseAction;
}

/** The right to watch one day, as its holder sees it. */
export function TicketCard(ticket: TicketCardProps) {
  const t = useTranslations('tickets');
  const times = { doors: ticket.doorsAt, start: ticket.startsAt, end: ticket.endsAt } as const;
  const isOpen = ['doors', 'live', 'archive'].includes(ticket.standing);
  return (
    <li className="flex flex-col gap-4 rounded-card border border-border bg-surface-raised p-5">
      <div className="flex flex-col gap-1">
        <TicketBadge eventDayId={ticket.eventDayId} standing={ticket.standing} />
        <h2 className="text-xl">{ticket.dayTitle}</h2>
        <p>
          <Link href={`/events/${encodeURIComponent(ticket.eventSlug)}`}>{ticket.eventTitle}</Link>
        </p>
      </div>
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2">
        {(['doors', 'start', 'end'] as const).map((moment) => (
          <div key={moment}>
            <dt className="text-text-muted">{t(moment)}</dt>
            <dd>
              <LocalTime at={times[moment]} venueTimeZone={ticket.venueTimeZone} />
            </dd>
          </div>
        ))}
        <div>
          <dt className="text-text-muted">{t('ticket')}</dt>
          <dd>{ticket.ticketTypeName}</dd>
        </div>
        <div>
          <dt className="text-text-muted">{t('order')}</dt>
          <dd>
            <Link href={`/orders/${ticket.orderId}`}>
              <span className="font-mono">{ticket.orderCode}</span>
            </Link>
          </dd>
        </div>
      </dl>
      <TicketNextStep
        eventDayId={ticket.eventDayId}
        standing={ticket.standing}
        eventSlug={ticket.eventSlug}
        dayTitle={ticket.dayTitle}
        dayPosition={ticket.dayPosition}
      />
      <ScreenList screens={ticket.screens} timeZone={ticket.venueTimeZone} close={ticket.closeScreen} />
      {(isOpen || ticket.standing === 'before') && (
        <ReadinessTick
          devices={ticket.testedDevices}
          eventSlug={ticket.eventSlug}
          timeZone={ticket.venueTimeZone}
        />
      )}
    </li>
  );
}
