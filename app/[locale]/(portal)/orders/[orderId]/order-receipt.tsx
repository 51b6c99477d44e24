import { getTranslations } from 'next-intl/server';
import { Receipt } from '@/components/checkout/receipt';
import { inLocale } from '@/lib/domain/localized-text';
import type { OrderDetail } from '@/lib/sales/find-order';

interface OrderReceiptProps {
  readonly order: OrderDetail;
  readonly locale: string;
}

export async function OrderReceipt({ order, locale }: OrderReceiptProps) {
  const t = await getTranslations('order.receipt');
  const { payment } = order;
  const card =
    typeof payment?.cardBrand === 'string' && typeof payment.cardLast4 === 'string'
      ? { brand: payment.cardBrand, last4: payment.cardLast4 }
      : undefined;
  // Rows of before there were other methods than cards name none.
  const method = order.totalMinor === 0 ? 'free' : (payment?.method ?? (card && 'card'));
  return (
    <Receipt
      eventTitle={inLocale(order.eventTitle, locale)}
      lines={order.lines.map((line) => ({
        id: line.ticketTypeId,
        name: inLocale(line.name, locale),
        priceMinor: line.priceMinor,
        mark: line.revokedAt === null ? undefined : t('returned'),
      }))}
      discountMinor={order.discountMinor}
      promoCode={order.promoCode}
      totalMinor={order.totalMinor}
      currency={order.currency}
      contactEmail={order.contactEmail}
      venueTimeZone={order.timeZone}
      paidAt={order.paidAt}
      method={method}
      card={card}
    />
  );
}
