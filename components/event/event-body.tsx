import { useLocale, useTranslations } from 'next-intl';
import { LocalTime } from '@/components/ui/local-time';
import type { EventState } from '@/lib/domain/event-state';
import type { EventView } from '@/lib/domain/event-view';
import { inLocale } from '@/lib/domain/localized-text';
import { formatMoney } from '@/lib/domain/money';
import type { PaymentMethod } from '@/lib/domain/payment-method';
import { localizedPath } from '@/messages/localized-path';
import { Announcements } from './announcements';
import { BuyBar } from './buy-bar';
import { EventTerms } from './event-terms';
import { HowItWorks } from './how-it-works';
import { offersOf, programOf } from './offers-of';
import { Program, type ProgramDay } from './program';
import { StateStrip } from './state-strip';
import { useStripWords } from './state-words';
import { TestCall } from './test-call';
import { TicketOffer } from './ticket-offer';

interface EventBodyProps {
  readonly event: EventView;
  /** As the page was made; below a provider of the state as it is. */
  readonly state: EventState;
  readonly paymentMethods: readonly PaymentMethod[];
}

/** An event's page as its audience sees it, and as staff preview it. */
export function EventBody({ event, state, paymentMethods }: EventBodyProps) {
  const t = useTranslations('event');
  const locale = useLocale();
  const { slug } = event;
  const href = (path: string) => localizedPath(path, locale);
  const program = programOf(event, locale);
  return (
    <div className="flex flex-col gap-12">
      <EventHead event={event} program={program} />
      <section aria-labelledby="tickets" className="flex flex-col gap-4">
        <h2 id="tickets" className="text-2xl">
          {t('tickets.title')}
        </h2>
        <p className="text-text-muted">{t('tickets.lead')}</p>
        <ul className="grid gap-4 md:grid-cols-2">
          {offersOf(event, state, locale).map((offer) => (
            <TicketOffer
              key={offer.id}
              offer={offer}
              venueTimeZone={event.timeZone}
              buyHref={href(`/checkout/${slug}?ticket=${encodeURIComponent(offer.id)}`)}
            />
          ))}
        </ul>
      </section>
      <TestCall slug={slug} />
      <Program days={program} venueTimeZone={event.timeZone} />
      <HowItWorks />
      <EventTerms
        refundTerms={inLocale(event.refundTerms, locale)}
        organizer={inLocale(event.organizer, locale)}
        contactEmail={event.contactEmail}
        paymentMethods={paymentMethods}
      />
      <BuyBar
        label={t('bar.label')}
        price={t('from', { price: lowestPrice(event, locale) })}
        test={{ href: href(`/test-playback?event=${encodeURIComponent(slug)}`), text: t('bar.test') }}
        buy={{ href: href(`/checkout/${slug}`), text: t('bar.buy') }}
      />
    </div>
  );
}

interface EventHeadProps {
  readonly event: EventView;
  readonly program: readonly ProgramDay[];
}

function EventHead({ event, program }: EventHeadProps) {
  const t = useTranslations('event');
  const locale = useLocale();
  return (
    <header className="flex flex-col gap-4">
      <h1 className="text-3xl sm:text-5xl">{inLocale(event.title, locale)}</h1>
      <p className="text-lg text-text-muted">{inLocale(event.tagline, locale)}</p>
      <EventHours event={event} starts={t('starts')} ends={t('ends')} />
      <StateStrip
        {...useStripWords()}
        watchHref={localizedPath(`/watch/${event.slug}`, locale)}
        days={program.map((day) => ({
          id: day.id,
          title: day.title,
          doorsAt: day.doorsAt.toISOString(),
          startsAt: day.startsAt.toISOString(),
        }))}
      />
      <Announcements label={t('announcements')} locale={locale} />
      <p className="max-w-prose">{inLocale(event.description, locale)}</p>
    </header>
  );
}

interface EventHoursProps {
  readonly event: EventView;
  readonly starts: string;
  readonly ends: string;
}

function EventHours({ event, starts, ends }: EventHoursProps) {
  const [first] = event.days;
  const last = event.days.at(-1);
  if (first === undefined || last === undefined) return null;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      <div>
        <dt className="text-sm text-text-muted">{starts}</dt>
        <dd>
          <LocalTime at={first.startsAt} venueTimeZone={event.timeZone} />
        </dd>
      </div>
      <div>
        <dt className="text-sm text-text-muted">{ends}</dt>
        <dd>
          <LocalTime at={last.endsAt} venueTimeZone={event.timeZone} />
        </dd>
      </div>
    </dl>
  );
}

function lowestPrice(event: EventView, locale: string): string {
  const [lowest] = event.ticketTypes.toSorted((a, b) => a.priceMinor - b.priceMinor);
  return lowest === undefined ? '' : formatMoney(lowest.priceMinor, lowest.currency, locale);
}
