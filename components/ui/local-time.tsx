import { useLocale, useTranslations } from 'next-intl';
import { formatDateTime } from './format-date-time';
import { ViewerTime } from './viewer-time';

interface LocalTimeProps {
  readonly at: Date;
  /** IANA name of the zone the venue keeps: `Asia/Tokyo`. */
  readonly venueTimeZone: string;
}

/** A moment in the venue's zone and, where the reader's clock differs, in theirs below it on a line kept free. */
export function LocalTime({ at, venueTimeZone }: LocalTimeProps) {
  const locale = useLocale();
  const t = useTranslations('common');
  const iso = at.toISOString();
  return (
    <span className="inline-flex flex-col">
      <time dateTime={iso} className="tabular-nums">
        {formatDateTime({ at, timeZone: venueTimeZone, locale })}
      </time>
      <ViewerTime
        iso={iso}
        venueTimeZone={venueTimeZone}
        locale={locale}
        template={t('yourTime', { time: viewerTimeSlot })}
        slot={viewerTimeSlot}
      />
    </span>
  );
}

const viewerTimeSlot = '{time}';
