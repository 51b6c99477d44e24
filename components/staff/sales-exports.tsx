import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { Link } from '@/components/ui/link';
import type { DayRange } from '@/lib/domain/day-range';
import { useSalesPeriod } from './sales-period';

interface SalesExportsProps {
  readonly eventId: string;
  readonly range: DayRange;
}

const files = [
  { name: 'orders', isOfDays: true },
  { name: 'money', isOfDays: true },
  { name: 'watch', isOfDays: false },
  { name: 'refusals', isOfDays: true },
] as const;

/** The files of an event, of the days that are shown where the file has days. */
export function SalesExports({ eventId, range }: SalesExportsProps) {
  const t = useTranslations('admin.export');
  const period = t('period', { period: useSalesPeriod(range) });
  return (
    <section aria-labelledby="exports" className="flex flex-col gap-4">
      <h2 id="exports" className="text-xl">
        {t('title')}
      </h2>
      <p className="max-w-prose text-text-muted">{t('text')}</p>
      <ul className="grid gap-3 sm:grid-cols-2">
        {files.map(({ name, isOfDays }) => {
          const address = fileAddress({ eventId, name, range: isOfDays ? range : {} });
          return (
            <li
              key={name}
              className="flex flex-col gap-2 rounded-card border border-border bg-surface-raised p-4"
            >
              <h3 className="text-base">{t(`name.${name}`)}</h3>
              <p className="grow text-sm">{t(`about.${name}`)}</p>
              <p className="text-sm text-text-muted">{isOfDays ? period : t('whole')}</p>
              <ButtonLink variant="secondary" href={address} download>
                {t('download', { name: t(`name.${name}`) })}
              </ButtonLink>
              <Link
                href={`${address}${address.includes('?') ? '&' : '?'}header=name`}
                download
                className="inline-flex min-h-6 items-center text-sm text-accent underline underline-offset-4 hover:text-accent-hover"
              >
                {t('plain')}
                <span className="sr-only"> {t(`name.${name}`)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface FileAddress {
  readonly eventId: string;
  readonly name: string;
  readonly range: Partial<DayRange>;
}

function fileAddress({ eventId, name, range: { from, to } }: FileAddress): string {
  const query = new URLSearchParams({
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  });
  return `/admin/sales/${eventId}/${name}.csv${query.size === 0 ? '' : `?${query}`}`;
}
