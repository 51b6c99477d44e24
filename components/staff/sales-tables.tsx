import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import { HeadCell, NumberCell, Table } from '@/components/ui/table';
import type { DayRange } from '@/lib/domain/day-range';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import { type CurrencySales, netMinor, type SalesFigures } from '@/lib/domain/sales-figures';
import { useSalesPeriod } from './sales-period';

interface SalesTablesProps {
  readonly sales: CurrencySales;
  readonly range: DayRange;
  /** In the order in which they are shown. */
  readonly types: readonly { readonly id: string; readonly name: LocalizedText }[];
}

/** What was sold in one currency: the sum, and the same sum by day, by ticket type and by method. */
export function SalesTables({ sales, range, types }: SalesTablesProps) {
  const t = useTranslations('admin.sales');
  const locale = useLocale();
  const { currency, total } = sales;
  const title = t('summary', { period: useSalesPeriod(range), currency });
  const byType = types.flatMap(({ id, name }) => {
    const found = sales.byType.find(({ key }) => key === id);
    return found === undefined ? [] : [{ key: id, label: inLocale(name, locale), figures: found.figures }];
  });
  const byDay = sales.byDay.map(({ key, figures }) => ({ key, label: key, figures }));
  const byMethod = sales.byMethod.map(({ key, figures }) => ({ key, label: t(`method.${key}`), figures }));
  return (
    <section aria-labelledby={`sales-${currency}`} className="flex flex-col gap-4">
      <h2 id={`sales-${currency}`} className="text-xl">
        {title}
      </h2>
      <Summary figures={total} currency={currency} />
      <FiguresTable name="day" rows={byDay} {...{ total, currency }} />
      <FiguresTable name="type" rows={byType} {...{ total, currency }} />
      <FiguresTable name="method" rows={byMethod} {...{ total, currency }} />
      {sales.bySource.length > 0 && <SourceTable sales={sales} />}
    </section>
  );
}

function Summary({ figures, currency }: { readonly figures: SalesFigures; readonly currency: string }) {
  const t = useTranslations('admin.sales.figure');
  const format = useFormatter();
  const money = (amountMinor: number) => <Money amountMinor={amountMinor} currency={currency} />;
  const facts = [
    { key: 'net', value: money(netMinor(figures)) },
    { key: 'gross', value: money(figures.grossMinor) },
    { key: 'discount', value: money(0 - figures.discountMinor) },
    { key: 'refunded', value: money(0 - figures.refundedMinor) },
    { key: 'lost', value: money(0 - figures.lostMinor) },
    { key: 'sold', value: format.number(figures.sold) },
    { key: 'returned', value: format.number(figures.returned) },
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-x-8 gap-y-3 rounded-card border border-border bg-surface-raised p-4 sm:grid-cols-3 lg:grid-cols-4">
      {facts.map(({ key, value }) => (
        <div key={key} className={key === 'net' ? 'col-span-full' : undefined}>
          <dt className="text-sm text-text-muted">{t(key)}</dt>
          <dd className={key === 'net' ? 'text-3xl font-bold' : 'text-lg tabular-nums'}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface FiguresTableProps {
  readonly name: 'day' | 'type' | 'method';
  readonly rows: readonly { readonly key: string; readonly label: string; readonly figures: SalesFigures }[];
  readonly total: SalesFigures;
  readonly currency: string;
}

/** The last row is the total: the same in each table. */
function FiguresTable({ name, rows, total, currency }: FiguresTableProps) {
  const t = useTranslations('admin.sales');
  const columns = ['sold', 'returned', 'gross', 'discount', 'refunded', 'lost', 'net'] as const;
  return (
    <Table
      caption={t(`by.${name}`)}
      columns={[
        { label: t(`head.${name}`) },
        ...columns.map((key) => ({ label: t(`figure.${key}`), numeric: true })),
      ]}
    >
      {rows.map(({ key, label, figures }) => (
        <tr key={key}>
          <HeadCell>{label}</HeadCell>
          <FigureCells figures={figures} currency={currency} />
        </tr>
      ))}
      <tr className="bg-surface-sunken font-bold">
        <HeadCell>{t('total')}</HeadCell>
        <FigureCells figures={total} currency={currency} />
      </tr>
    </Table>
  );
}

function FigureCells({ figures, currency }: { readonly figures: SalesFigures; readonly currency: string }) {
  const format = useFormatter();
  const { grossMinor, discountMinor, refundedMinor, lostMinor } = figures;
  // Zero less zero is zero, and minus zero is not.
  const amounts = [grossMinor, 0 - discountMinor, 0 - refundedMinor, 0 - lostMinor, netMinor(figures)];
  return (
    <>
      <NumberCell>{format.number(figures.sold)}</NumberCell>
      <NumberCell>{format.number(figures.returned)}</NumberCell>
      {amounts.map((amountMinor, index) => (
        <NumberCell key={index}>
          <Money amountMinor={amountMinor} currency={currency} />
        </NumberCell>
      ))}
    </>
  );
}

function SourceTable({ sales }: { readonly sales: CurrencySales }) {
  const t = useTranslations('admin.sales');
  const { bySource, currency, total } = sales;
  return (
    <Table
      caption={t('by.source')}
      columns={[{ label: t('head.source') }, { label: t('figure.refunded'), numeric: true }]}
    >
      {bySource.map(({ key, figures }) => (
        <tr key={key}>
          <HeadCell>{t(`source.${key}`)}</HeadCell>
          <NumberCell>
            <Money amountMinor={0 - figures.refundedMinor} currency={currency} />
          </NumberCell>
        </tr>
      ))}
      <tr className="bg-surface-sunken font-bold">
        <HeadCell>{t('total')}</HeadCell>
        <NumberCell>
          <Money amountMinor={0 - total.refundedMinor} currency={currency} />
        </NumberCell>
      </tr>
    </Table>
  );
}
