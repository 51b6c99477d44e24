import { getTranslations } from 'next-intl/server';
import { LeaveVoucher } from '@/components/checkout/leave-voucher';
import { OrderStatus } from '@/components/checkout/order-status';
import { VoucherCodes } from '@/components/checkout/voucher-codes';
import { Link } from '@/components/ui/link';
import { LocalTime } from '@/components/ui/local-time';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { env } from '@/lib/config/env';
import type { OrderDetail } from '@/lib/sales/find-order';
import { leaveVoucher, syncOrder } from './actions';

/** What to do at the konbini, until when, and what happens after. */
export async function VoucherPending({ order }: { readonly order: OrderDetail }) {
  const t = await getTranslations('order.voucher');
  const voucher = order.payment?.voucher;
  if (voucher === undefined || voucher === null) return null;
  const { url } = voucher;
  return (
    <>
      <h1 className="text-3xl">{t('title')}</h1>
      <p>{t('lead')}</p>
      <dl className="grid gap-x-6 gap-y-3 rounded-card border-2 border-border-strong bg-surface-raised p-4 sm:grid-cols-2">
        <div>
          <dt className="text-sm text-text-muted">{t('deadline')}</dt>
          <dd className="text-lg font-bold">
            <LocalTime at={new Date(voucher.expiresAt)} venueTimeZone={order.timeZone} />
          </dd>
        </div>
        <div>
          <dt className="text-sm text-text-muted">{t('amount')}</dt>
          <dd className="text-lg font-bold">
            <Money amountMinor={order.totalMinor} currency={order.currency} />
          </dd>
        </div>
      </dl>
      <section aria-labelledby="stores" className="flex flex-col gap-4">
        <h2 id="stores" className="text-xl">
          {t('stores')}
        </h2>
        <VoucherCodes stores={voucher.stores} />
        <p className="text-sm">{t('otherStores')}</p>
        {url !== '' && (
          <p>
            <Link href={url}>{t('guide')}</Link>
          </p>
        )}
      </section>
      <Notice tone="warning" title={t('noTicket')}>
        {t('noTicketText', { email: order.contactEmail })}
      </Notice>
      <p>{t('after')}</p>
      <p>{t('later')}</p>
      <OrderStatus orderId={order.id} shown="voucher" action={syncOrder} pace="patient">
        <p className="text-sm text-text-muted">{t('check')}</p>
      </OrderStatus>
      <LeaveVoucher
        orderId={order.id}
        slug={order.eventSlug}
        minutes={Math.round(env().HOLD_SECONDS / 60)}
        action={leaveVoucher}
      />
    </>
  );
}
