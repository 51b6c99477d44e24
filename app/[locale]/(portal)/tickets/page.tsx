import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { TicketCard } from '@/components/checkout/ticket-card';
import { VoucherOrderList } from '@/components/checkout/voucher-order-list';
import { AnnouncementList } from '@/components/event/announcement-list';
import { AuthForm } from '@/components/sign-in/auth-form';
import { ButtonLink } from '@/components/ui/button-link';
import { signInPath } from '@/lib/auth/sign-in-path';
import { currentViewer } from '@/lib/auth/viewer';
import { announcementsFor } from '@/lib/catalog/announcements-for';
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
  const announcements = await announcementsFor(db, {
    eventSlugs: [...new Set(tickets.filter(isForHolder).map(({ eventSlug }) => eventSlug))],
    audiences: ['all', 'tickets'],
    now,
  });
  const browser = bindingOf(await headers());
  const readiness = await listReadiness(db, viewer, { browser });
  const screens = await listScreens(db, viewer, { browser, now });
  const toPay = await listVoucherOrders(db, viewer, now);
  const t = await getTranslations('tickets');
  const signIn = await getTranslations('signIn');
  return (
    <div className="flex flex-col gap-8">
      <h1 className="text-3xl sm:text-4xl">{t('title')}</h1>
      <AnnouncementList label={t('announcements')} locale={locale} announcements={announcements} />
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
      {tickets.length > 0 && (
        <ul className="grid gap-6 lg:grid-cols-2">
          {tickets.map((ticket) => (
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
        </ul>
      )}
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

function isForHolder({ state, phase }: Ticket): boolean {
  return state === 'active' && phase !== 'ended';
}

function standingOf({ state, phase }: Ticket) {
  return state === 'active' ? phase : state;
}
