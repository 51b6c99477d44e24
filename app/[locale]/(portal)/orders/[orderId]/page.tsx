import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { CleanAddress } from '@/components/checkout/clean-address';
import { RefundList } from '@/components/checkout/refund-list';
import { signInPath } from '@/lib/auth/sign-in-path';
import { currentViewer } from '@/lib/auth/viewer';
import { orderStanding } from '@/lib/domain/order-standing';
import { runtime } from '@/lib/runtime';
import { findOrder } from '@/lib/sales/find-order';
import { goTo } from '../../../go-to';
import { OrderReceipt } from './order-receipt';
import { shownRefunds } from './shown-refunds';
import { StandingSection } from './standing-section';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('order');
  return { title: t('title'), robots: { index: false } };
}

export default async function OrderPage({ params }: PageProps<'/[locale]/orders/[orderId]'>) {
  const { locale, orderId } = await params;
  const viewer = (await currentViewer()) ?? goTo(signInPath(`/orders/${orderId}`, locale));
  const { db, now } = runtime();
  const order = (await findOrder(db, viewer, orderId)) ?? notFound();
  const t = await getTranslations('order');
  const { order: words, common, fault } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ order: words, common, fault }}>
      <div className="mx-auto flex max-w-prose flex-col gap-6">
        <CleanAddress />
        <p className="text-sm text-text-muted">
          {t('code')} <code className="font-mono text-base font-bold text-text">{order.code}</code>
        </p>
        <StandingSection order={order} standing={orderStanding(order, now)} now={now} />
        <RefundList refunds={shownRefunds(order)} currency={order.currency} />
        <OrderReceipt order={order} locale={locale} />
      </div>
    </NextIntlClientProvider>
  );
}
