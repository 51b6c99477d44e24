import { NextIntlClientProvider, useLocale, useMessages, useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import { type TimelineEntry, type TimelineGroup, type TimelinePage } from '@/lib/domain/timeline';
import { entriesByDay, entryId } from './timeline-days';
import { EntryTold } from './timeline-entry';
import { TimelineNews } from './timeline-news';

export interface TimelineProps {
  /** Address of the page, without its parameters. */
  readonly path: string;
  readonly page: TimelinePage;
  readonly version: string;
  readonly group: TimelineGroup | undefined;
  /** Older entries are shown, not the newest. */
  readonly isPast: boolean;
  /** What a support code stands for. */
  readonly markedKey?: string | undefined;
  readonly timeZone: string;
  /** Codes of orders by id; where there are several, each entry names its own. */
  readonly orderCodes?: ReadonlyMap<string, string>;
}

/** Everything that is on record, the newest first, by day. The newest page updates itself. */
export function Timeline(props: TimelineProps) {
  const { path, page, group, isPast, timeZone } = props;
  const t = useTranslations('admin.timeline');
  const locale = useLocale();
  const nothing = group === undefined ? t('empty') : t('emptyOf');
  return (
    <section aria-labelledby="timeline" className="flex flex-col gap-4">
      <h2 id="timeline" className="text-xl">
        {t('title')}
      </h2>
      <Filter path={path} group={group} />
      {isPast ? <p className="text-sm text-text-muted">{t('past')}</p> : <News {...props} />}
      {page.entries.length === 0 && <p className="text-text-muted">{nothing}</p>}
      {entriesByDay(page.entries, { timeZone, locale }).map(({ day, entries }) => (
        <div key={day} className="flex flex-col gap-2">
          <h3 className="text-base">{day}</h3>
          <ol className="flex flex-col rounded-card border border-border bg-surface-raised">
            {entries.map(({ entry, clock }) => (
              <Entry key={entry.key} entry={entry} clock={clock} {...props} />
            ))}
          </ol>
        </div>
      ))}
      <Pager path={path} group={group} isPast={isPast} olderThan={page.olderThan} />
    </section>
  );
}

function addressOf(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return given.length === 0 ? path : `${path}?${given.join('&')}`;
}

const choices = ['all', 'money', 'mail', 'sign_in', 'playback', 'staff'] as const satisfies readonly (
  'all' | TimelineGroup
)[];

function Filter({ path, group }: Pick<TimelineProps, 'path' | 'group'>) {
  const t = useTranslations('admin.timeline.filter');
  return (
    <nav aria-label={t('label')}>
      <ul className="flex flex-wrap gap-x-4">
        {choices.map((choice) => (
          <li key={choice}>
            <Link
              href={`${addressOf(path, { kind: choice === 'all' ? undefined : choice })}#timeline`}
              {...(choice === (group ?? 'all') ? { 'aria-current': 'true' as const } : {})}
              className="inline-flex min-h-11 items-center border-b-2 border-transparent text-accent hover:text-accent-hover aria-[current]:border-current aria-[current]:font-bold"
            >
              {t(choice)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function News({ path, page, version, group }: TimelineProps) {
  const { admin } = useMessages();
  const { news, stopped, updates } = admin.timeline;
  return (
    <NextIntlClientProvider messages={{ admin: { timeline: { news, stopped, updates } } }}>
      <TimelineNews
        address={addressOf(`${path}/news`, { kind: group })}
        version={version}
        keys={page.entries.map(({ key }) => key)}
      />
    </NextIntlClientProvider>
  );
}

interface EntryProps extends Pick<TimelineProps, 'markedKey' | 'orderCodes'> {
  readonly entry: TimelineEntry;
  readonly clock: string;
}

function Entry({ entry, clock, markedKey, orderCodes }: EntryProps) {
  const t = useTranslations('admin.timeline');
  const isMarked = entry.key === markedKey;
  const orderCode = entry.orderId === null ? undefined : orderCodes?.get(entry.orderId);
  return (
    <li
      id={entryId(entry.key)}
      className={`flex flex-col gap-x-4 border-b border-border px-4 py-2 last:border-b-0 sm:flex-row ${isMarked ? 'border-l-4 border-l-accent bg-surface-sunken' : ''}`}
    >
      <time
        dateTime={entry.at.toISOString()}
        className="w-20 shrink-0 text-sm leading-7 text-text-muted tabular-nums"
      >
        {clock}
      </time>
      <div className="flex min-w-0 grow flex-col">
        {isMarked && <p className="text-sm font-bold text-accent">{t('marked')}</p>}
        <EntryTold entry={entry} />
        {orderCode !== undefined && (
          <p className="pl-6 text-sm">
            <Link href={`/admin/orders/${entry.orderId ?? ''}`}>{t('order', { code: orderCode })}</Link>
          </p>
        )}
      </div>
    </li>
  );
}

interface PagerProps extends Pick<TimelineProps, 'path' | 'group' | 'isPast'> {
  readonly olderThan: string | undefined;
}

function Pager({ path, group, isPast, olderThan }: PagerProps) {
  const t = useTranslations('admin.timeline');
  if (!isPast && olderThan === undefined) return null;
  const look =
    'inline-flex min-h-11 items-center text-accent underline underline-offset-4 hover:text-accent-hover';
  return (
    <nav aria-label={t('pages')} className="flex flex-wrap gap-x-6">
      {isPast && (
        <Link href={`${addressOf(path, { kind: group })}#timeline`} className={look}>
          {t('newest')}
        </Link>
      )}
      {olderThan !== undefined && (
        <Link href={`${addressOf(path, { kind: group, before: olderThan })}#timeline`} className={look}>
          {t('older')}
        </Link>
      )}
    </nav>
  );
}
