import { useLocale, useTranslations } from 'next-intl';
import { HeadCell, NumberCell, Table } from '@/components/ui/table';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';

interface SalesReadinessProps {
  readonly days: readonly {
    readonly dayId: string;
    readonly title: LocalizedText;
    readonly holders: number;
    readonly ready: number;
    readonly limited: number;
    readonly notReady: number;
    readonly untested: number;
  }[];
}

const results = ['ready', 'limited', 'notReady', 'untested'] as const;

/** How many of each day's viewers have tried playback, and how it went. */
export function SalesReadiness({ days }: SalesReadinessProps) {
  const t = useTranslations('admin.sales.readiness');
  const locale = useLocale();
  const share = (count: number, whole: number) =>
    whole === 0 ? t('people', { count }) : t('share', { count, percent: Math.round((100 * count) / whole) });
  return (
    <section aria-labelledby="readiness" className="flex flex-col gap-4">
      <h2 id="readiness" className="text-xl">
        {t('title')}
      </h2>
      <p className="max-w-prose text-text-muted">{t('text')}</p>
      {days.length === 0 && <p>{t('none')}</p>}
      {days.length > 0 && (
        <Table
          caption={t('title')}
          columns={[
            { label: t('day') },
            { label: t('holders'), numeric: true },
            ...results.map((name) => ({ label: t(name), numeric: true })),
          ]}
        >
          {days.map((day) => (
            <tr key={day.dayId}>
              <HeadCell>{inLocale(day.title, locale)}</HeadCell>
              <NumberCell>{t('people', { count: day.holders })}</NumberCell>
              {results.map((name) => (
                <NumberCell key={name}>{share(day[name], day.holders)}</NumberCell>
              ))}
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
