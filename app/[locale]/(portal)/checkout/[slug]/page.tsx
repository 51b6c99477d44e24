import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { CheckoutSteps } from '@/components/checkout/checkout-steps';
import { TicketPicker } from '@/components/checkout/ticket-picker';
import { ButtonLink } from '@/components/ui/button-link';
import { signInPath } from '@/lib/auth/sign-in-path';
import { currentViewer } from '@/lib/auth/viewer';
import { findEvent } from '@/lib/catalog/find-event';
import { inLocale } from '@/lib/domain/localized-text';
import { orderStanding } from '@/lib/domain/order-standing';
import { runtime } from '@/lib/runtime';
import { findHeldOrderForEvent } from '@/lib/sales/find-order';
import { listTickets } from '@/lib/sales/list-tickets';
import { localizedPath } from '@/messages/localized-path';
import { goTo } from '../../../go-to';
import { holdSeats } from './actions';
import { choicesOf } from './choices-of';
import { PayStep } from './pay-step';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout');
  return { title: t('title'), robots: { index: false } };
}

export default async function CheckoutPage({ params, searchParams }: PageProps<'/[locale]/checkout/[slug]'>) {
  const { locale, slug } = await params;
  const { ticket } = await searchParams;
  const wanted = typeof ticket === 'string' ? ticket : undefined;
  const query = wanted === undefined ? '' : `?ticket=${encodeURIComponent(wanted)}`;
  const viewer = (await currentViewer()) ?? goTo(signInPath(`/checkout/${slug}${query}`, locale));
  const { db, now } = runtime();
  const event = (await findEvent(db, slug)) ?? notFound();
  const order = await findHeldOrderForEvent(db, viewer, { slug, now });
  // An open voucher is to be paid, or given up first: its page has both.
  if (order !== undefined && orderStanding(order, now) === 'voucher') {
    return goTo(localizedPath(`/orders/${order.id}`, locale === 'en' ? 'en' : 'ja'));
  }
  const tickets = await listTickets(db, viewer, now);
  const offers = choicesOf(event, { tickets, now, locale });
  const t = await getTranslations('checkout');
  const { checkout, common, event: eventWords, fault, refusal } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ checkout, common, event: eventWords, fault, refusal }}>
      <div className="mx-auto flex max-w-prose flex-col gap-6">
        <div className="flex flex-col gap-3">
          <CheckoutSteps current={order === undefined ? 'choose' : 'pay'} />
          <h1 className="text-3xl">{t('title')}</h1>
          <p className="text-lg">{inLocale(event.title, locale)}</p>
        </div>
        {order !== undefined && <PayStep event={event} order={order} locale={locale} now={now} />}
        {order === undefined && (
          <TicketPicker
            action={holdSeats}
            slug={slug}
            offers={offers}
            preselected={offers
              .filter(({ id, availability }) => id === wanted && ['available', 'few'].includes(availability))
              .map(({ id }) => id)}
            contactEmail={viewer.email}
            clientKey={randomUUID()}
          />
        )}
        <p>
          <ButtonLink href={`/events/${slug}`} variant="quiet">
            {t('choose.back')}
          </ButtonLink>
        </p>
      </div>
    </NextIntlClientProvider>
  );
}
