import type { ReactNode } from 'react';
import { useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import type { DayRange } from '@/lib/domain/day-range';
import { useSalesPeriod } from './sales-period';

interface StandingFact {
  readonly name:
    | 'started'
    | 'paid'
    | 'open'
    | 'comps'
    | 'compsReturned'
    | 'neverTickets'
    | 'heldNow'
    | 'vouchersNow'
    | 'disputesNow';
  readonly currency: string;
  readonly count: number;
  readonly amountMinor: number;
}

interface SalesStandingProps {
  readonly standing: readonly StandingFact[];
  readonly range: DayRange;
}

/** What stands beside the sales: of the days asked about, and as it is now. */
export function SalesStanding({ standing, range }: SalesStandingProps) {
  const t = useTranslations('admin.sales.standing');
  const period = useSalesPeriod(range);
  const countOf = (name: StandingFact['name']) =>
    standing.filter((fact) => fact.name === name).reduce((sum, { count }) => sum + count, 0);
  const started = countOf('started');
  const orders = (name: StandingFact['name'], hasMoney = true) => (
    <>
      {t('orders', { count: countOf(name) })}
      {hasMoney && <Amounts facts={standing.filter((fact) => fact.name === name)} />}
    </>
  );
  return (
    <section aria-labelledby="standing" className="flex flex-col gap-4">
      <h2 id="standing" className="text-xl">
        {t('title')}
      </h2>
      <Facts
        title={t('asked', { period })}
        facts={[
          [t('started'), orders('started', false)],
          [t('paid'), orders('paid', false)],
          [t('open'), orders('open', false)],
          [t('rate'), started === 0 ? '—' : t('percent', { percent: percentOf(countOf('paid'), started) })],
          [t('comps'), t('tickets', { count: countOf('comps') })],
          [t('compsReturned'), t('tickets', { count: countOf('compsReturned') })],
          [t('neverTickets'), orders('neverTickets')],
        ]}
      />
      <Facts
        title={t('now')}
        facts={[
          [t('heldNow'), orders('heldNow')],
          [t('vouchersNow'), orders('vouchersNow')],
          [t('disputesNow'), orders('disputesNow')],
        ]}
      />
    </section>
  );
}

/** One decimal, and never 100 while one is missing. */
function percentOf(part: number, whole: number): string {
  const percent = Math.floor((1000 * part) / whole) / 10;
  return percent.toFixed(percent === 100 ? 0 : 1);
}

function Amounts({ facts }: { readonly facts: readonly StandingFact[] }) {
  return facts.map(({ currency, amountMinor }) => (
    <span key={currency} className="ml-2">
      <Money amountMinor={amountMinor} currency={currency} />
    </span>
  ));
}

interface FactsProps {
  readonly title: string;
  readonly facts: readonly (readonly [string, ReactNode])[];
}

function Facts({ title, facts }: FactsProps) {
  return (
    <div className="flex flex-col gap-2">
      <h3 className="text-base">{title}</h3>
      <dl className="grid grid-cols-2 gap-x-8 gap-y-3 rounded-card border border-border bg-surface-raised p-4 sm:grid-cols-3 lg:grid-cols-4">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="text-sm text-text-muted">{label}</dt>
            <dd className="text-lg tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
