import { useLocale, useTranslations } from 'next-intl';

/** Numbers and times of the board as its readers write them; `—` where there is none. */
export function useBoardFormat(timeZone: string) {
  const locale = useLocale();
  const t = useTranslations('admin.board.age');
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
      value,
    );
  const clock = (seconds: boolean) =>
    new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      ...(seconds ? { second: '2-digit' } : {}),
      hourCycle: 'h23',
      timeZone,
    });
  return {
    count: (value: number) => number(value, 0),
    /** Of a share from 0 to 1, without its sign; one that is not quite whole never looks whole. */
    percent: (share: number) => number(Math.floor(share * 1000) / 10, 1),
    /** As `percent`, of shares that are small. */
    smallPercent: (share: number) => number(share * 100, 2),
    seconds: (milliseconds: number) => number(milliseconds / 1000, 1),
    age: (seconds: number) => {
      if (seconds < 120) return t('seconds', { count: Math.round(seconds) });
      if (seconds < 7200) return t('minutes', { count: Math.round(seconds / 60) });
      return t('hours', { count: Math.round(seconds / 3600) });
    },
    /** In the event's zone: `19:05:12`. */
    timeOf: (iso: string) => clock(true).format(new Date(iso)),
    minuteOf: (minute: number) => clock(false).format(new Date(minute * 60_000)),
  };
}
