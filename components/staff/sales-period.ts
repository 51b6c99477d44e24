import { useTranslations } from 'next-intl';
import type { DayRange } from '@/lib/domain/day-range';

/** The days in words. */
export function useSalesPeriod({ from, to }: DayRange): string {
  const t = useTranslations('admin.sales.period');
  if (from !== undefined && to !== undefined) return t('between', { from, to });
  if (from !== undefined) return t('since', { from });
  return to === undefined ? t('all') : t('until', { to });
}
