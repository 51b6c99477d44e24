import { useLocale } from 'next-intl';
import { formatDateTime } from '@/components/ui/format-date-time';

interface EventTimeProps {
  readonly at: Date;
  /** IANA name of the zone the event keeps. */
  readonly timeZone: string;
}

/** A moment in the event's zone alone: staff and buyer on the phone speak of one clock. */
export function EventTime({ at, timeZone }: EventTimeProps) {
  const locale = useLocale();
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap tabular-nums">
      {formatDateTime({ at, timeZone, locale })}
    </time>
  );
}
