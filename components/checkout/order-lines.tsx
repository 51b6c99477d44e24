import { useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';

interface OrderLinesProps {
  readonly lines: readonly { readonly id: string; readonly name: string; readonly priceMinor: number }[];
  readonly totalMinor: number;
  readonly currency: string;
}

/** Tickets, quantity and price of an order, with the total. */
export function OrderLines({ lines, totalMinor, currency }: OrderLinesProps) {
  const t = useTranslations('checkout.order');
  return (
    <table className="w-full border-collapse text-left">
      <caption className="sr-only">{t('title')}</caption>
      <thead className="text-sm text-text-muted">
        <tr className="border-b border-border">
          <th scope="col" className="py-2 pr-3">
            {t('ticket')}
          </th>
          <th scope="col" className="py-2 pr-3 whitespace-nowrap">
            {t('quantity')}
          </th>
          <th scope="col" className="py-2 text-right">
            {t('price')}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-border">
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row" className="py-2 pr-3 font-normal">
              {line.name}
            </th>
            <td className="py-2 pr-3 whitespace-nowrap">{t('one')}</td>
            <td className="py-2 text-right">
              <Money amountMinor={line.priceMinor} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t-2 border-border-strong font-bold">
          <th scope="row" colSpan={2} className="py-2 pr-3">
            {t('total')}
          </th>
          <td className="py-2 text-right">
            <Money amountMinor={totalMinor} currency={currency} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
