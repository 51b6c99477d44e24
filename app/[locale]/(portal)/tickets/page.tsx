import type { Metadata } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { TicketCard } from '@/components/checkout/ticket-card';
import { TicketStates } from '@/components/checkout/ticket-states';
import { VoucherOrderList } from '@/components/checkout/voucher-order-list';
import { AuthForm } from '@/components/sign-in/auth-form';
import { ButtonLink } from '@/components/ui/button-link';
import { signInPath } from '@/lib/auth/sign-in-path';
import { currentViewer } from '@/lib/auth/viewer';
import { announcementsFor } from '@/lib/catalog/announcements-for';
import { lastMoment } from '@/lib/domain/event-day';
import { inLocale } from '@/lib/domain/localized-text';
import { bindingOf } from '@/lib/http/device-cookie';
import { listScreens } from '@/lib/playback/list-screens';
import { listReadiness } from '@/lib/playback/list-readiness';
import { runtime } from '@/lib/runtime';
import { listTickets, type Ticket } from '@/lib/sales/list-tickets';
import { listVoucherOrders } from '@/lib/sales/list-voucher-orders';
import { goTo } from '../../go-to';
import { closeScreen } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tickets');
  return { title: t('title'), robots: { index: false } };
}

export default async function TicketsPage({ params }: PageProps<'/[locale]/tickets'>) {
  const { locale } = await params;
  const viewer = (await currentViewer()) ?? goTo(signInPath('/tickets', locale));
  const { db, now } = runtime();
  const tickets = await listTickets(db, viewer, now);
  const browser = bindingOf(await headers());
  const readiness = await listReadiness(db, viewer, { browser });
  const screens = await listScreens(db, viewer, { browser, now });
  const toPay = await listVoucherOrders(db, viewer, now);
  const t = await getTranslations('tickets');
  const signIn = await getTranslations('signIn');
  return (
    <div className="flex flex-col gap-8">
      <h1 className="text-3xl sm:text-4xl">{t('title')}</h1>
      <VoucherOrderList
        orders={toPay.map((order) => ({ ...order, eventTitle: inLocale(order.eventTitle, locale) }))}
      />
      {tickets.length === 0 && toPay.length === 0 && (
        <div className="flex max-w-prose flex-col items-start gap-3">
          <h2 className="text-xl">{t('empty.title')}</h2>
          <p>{t('empty.text')}</p>
          <ButtonLink href="/">{t('empty.action')}</ButtonLink>
        </div>
      )}
      {ticketsByEvent(tickets).map(([slug, ofEvent]) => (
        <EventTickets key={slug} slug={slug} tickets={ofEvent}>
          {ofEvent.map((ticket) => (
            <TicketCard
              key={ticket.entitlementId}
              {...ticket}
              eventTitle={inLocale(ticket.eventTitle, locale)}
              dayTitle={inLocale(ticket.dayTitle, locale)}
              ticketTypeName={inLocale(ticket.ticketTypeName, locale)}
              venueTimeZone={ticket.timeZone}
              standing={standingOf(ticket)}
              testedDevices={readiness.get(ticket.eventSlug) ?? []}
              screens={screens.filter(({ eventDayId }) => eventDayId === ticket.eventDayId)}
              closeScreen={closeScreen}
            />
          ))}
        </EventTickets>
      ))}
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-border pt-6">
        <p className="text-sm text-text-muted">{t('signedInAs', { email: viewer.email })}</p>
        <AuthForm
          action="/api/auth/signout"
          returnPath={locale === 'en' ? '/en' : '/'}
          label={t('signOut')}
          pendingLabel={signIn('pending')}
          variant="secondary"
        />
      </div>
    </div>
  );
}

interface EventTicketsProps {
  readonly slug: string;
  readonly tickets: readonly Ticket[];
  readonly children: ReactNode;
}

/** The tickets of one event; as long as anything can change for them, kept true by its state. */
async function EventTickets({ slug, tickets, children }: EventTicketsProps) {
  const { db, now } = runtime();
  const { tickets: words } = await getMessages();
  const list = <ul className="grid gap-6 lg:grid-cols-2">{children}</ul>;
  if (tickets.every((ticket) => now >= lastMoment(ticket))) {
    return <NextIntlClientProvider messages={{ tickets: words }}>{list}</NextIntlClientProvider>;
  }
  const isHolder = tickets.some(({ state }) => state === 'active');
  const audiences = isHolder ? (['tickets'] as const) : [];
  const initial = {
    serverTime: now.toISOString(),
    days: tickets.map(({ eventDayId: id, phase, switched }) => ({
      id,
      phase,
      startJitterSeconds: 0,
      switched: switched === null ? undefined : { to: switched.to, at: switched.at.toISOString() },
    })),
    tickets: [],
    announcements: await announcementsFor(db, { eventSlugs: [slug], audiences, now }),
  };
  const t = await getTranslations('tickets');
  return (
    <NextIntlClientProvider messages={{ tickets: words }}>
      <TicketStates
        slug={slug}
        initial={initial}
        label={t('announcements')}
        locale={await getLocale()}
        isHolder={isHolder}
      >
        {list}
      </TicketStates>
    </NextIntlClientProvider>
  );
}

/** By event, in the order of their first days. */
function ticketsByEvent(tickets: readonly Ticket[]): readonly (readonly [string, readonly Ticket[]])[] {
  const slugs = [...new Set(tickets.map(({ eventSlug }) => eventSlug))];
  return slugs.map((slug) => [slug, tickets.filter(({ eventSlug }) => eventSlug === slug)]);
}

function standingOf({ state, phase }: Ticket) {
  return state === 'active' ? phase : state;
}
