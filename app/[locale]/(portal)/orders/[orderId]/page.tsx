import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CleanAddress } from '@/components/checkout/clean-address';
import { Receipt } from '@/components/checkout/receipt';
import { signInPath } from '@/lib/auth/sign-in-path';
import { currentViewer } from '@/lib/auth/viewer';
import { inLocale } from '@/lib/domain/localized-text';
import { runtime } from '@/lib/runtime';
import { findOrder } from '@/lib/sales/find-order';
import { goTo } from '../../../go-to';
import { AwaitingPayment } from './awaiting-payment';
import { SettledOrder } from './settled-order';
import { standingOf } from './standing-of';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('order');
  return { title: t('title'), robots: { index: false } };
}

export default async function OrderPage({ params }: PageProps<'/[locale]/orders/[orderId]'>) {
  const { locale, orderId } = await params;
  const viewer = (await currentViewer()) ?? goTo(signInPath(`/orders/${orderId}`, locale));
  const { db, now } = runtime();
  const order = (await findOrder(db, viewer, orderId)) ?? notFound();
  const { view, failed } = standingOf(order);
  const t = await getTranslations('order');
  const { payment } = order;
  const card =
    typeof payment?.cardBrand === 'string' && typeof payment.cardLast4 === 'string'
      ? { brand: payment.cardBrand, last4: payment.cardLast4 }
      : undefined;
  return (
    <div className="mx-auto flex max-w-prose flex-col gap-6">
      <CleanAddress />
      <p className="text-sm text-text-muted">
        {t('code')} <code className="font-mono text-base font-bold text-text">{order.code}</code>
      </p>
      {view === 'awaiting_payment' ? (
        <AwaitingPayment order={order} failed={failed} now={now} />
      ) : (
        <SettledOrder order={order} view={view} now={now} />
      )}
      <Receipt
        eventTitle={inLocale(order.eventTitle, locale)}
        lines={order.lines.map((line) => ({
          id: line.ticketTypeId,
          name: inLocale(line.name, locale),
          priceMinor: line.priceMinor,
        }))}
        totalMinor={order.totalMinor}
        currency={order.currency}
        contactEmail={order.contactEmail}
        venueTimeZone={order.timeZone}
        paidAt={order.paidAt}
        card={card}
      />
    </div>
  );
}
