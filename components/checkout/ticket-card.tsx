import { useTranslations } from 'next-intl';
import { ReadinessTick, type TestedDevice } from '@/components/player/readiness-tick';
import { ButtonLink } from '@/components/ui/button-link';
import { Link } from '@/components/ui/link';
import { LocalTime } from '@/components/ui/local-time';
import type { EventDayPhase } from '@/lib/domain/event-day';
import type { CloseAction } from './close-screen-button';
import { ScreenList, type ShownScreen } from './screen-list';

export interface TicketCardProps {
  readonly eventSlug: string;
  readonly eventTitle: string;
  readonly dayTitle: string;
  readonly ticketTypeName: string;
  readonly venueTimeZone: string;
  readonly doorsAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** How the day stands, or why the ticket cannot be used. */
  readonly standing: EventDayPhase | 'suspended' | 'revoked';
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
        <p
          className={`self-start rounded-control border px-2 text-sm font-bold ${isOpen ? 'border-accent bg-accent text-on-accent' : 'border-border-strong'}`}
        >
          {t(`state.${ticket.standing}`)}
        </p>
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
      <NextStep ticket={ticket} />
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

function NextStep({ ticket }: { readonly ticket: TicketCardProps }) {
  const t = useTranslations('tickets');
  const slug = encodeURIComponent(ticket.eventSlug);
  switch (ticket.standing) {
    case 'doors':
    case 'live':
    case 'archive':
      return (
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={`/watch/${slug}`} aria-label={t('watchNamed', { day: ticket.dayTitle })}>
            {t('watch')}
          </ButtonLink>
          <ButtonLink href="/screen" variant="quiet">
            {t('moveScreen')}
          </ButtonLink>
        </div>
      );
    case 'before':
      return <p className="text-sm text-text-muted">{t('notYet')}</p>;
    case 'ended':
      return <p className="text-sm text-text-muted">{t('over')}</p>;
    case 'suspended':
      return <p className="text-sm font-bold text-warning">{t('suspendedText')}</p>;
    case 'revoked':
      return <p className="text-sm font-bold text-danger">{t('revokedText')}</p>;
  }
}
