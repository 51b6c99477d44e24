import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import type { TimelineEntry } from '@/lib/domain/timeline';
import { adviceFor, refusalOf, replyFor } from '@/lib/domain/timeline-advice';
import { entryId } from './timeline-days';
import { EntryTold } from './timeline-entry';
import { EventTime } from './event-time';

interface DecodedProps {
  readonly code: string;
  readonly entry: TimelineEntry | undefined;
  /** Those on this page of the timeline. */
  readonly entries: readonly TimelineEntry[];
  readonly timeZone: string;
  /** A reply can be written here. */
  readonly canReply: boolean;
}

/** One code from the buyer's screen to its cause: what was said no to, why, and what to do. */
export function Decoded({ code, entry, entries, timeZone, canReply }: DecodedProps) {
  const t = useTranslations('admin.timeline.decode');
  const advice = entry && adviceFor(entry);
  if (entry === undefined || advice === undefined) {
    return (
      <Notice tone="warning" title={t('missing', { code })}>
        <p>{t('missingText')}</p>
      </Notice>
    );
  }
  return (
    <section
      aria-labelledby="decoded"
      className="flex flex-col gap-3 rounded-card border border-l-4 border-border border-l-accent bg-surface-raised p-4"
    >
      <h2 id="decoded" className="text-xl">
        {t('title', { code })}
      </h2>
      <EntryTold entry={entry} />
      <p className="pl-6 text-sm">
        <EventTime at={entry.at} timeZone={timeZone} />
      </p>
      <Advised entry={entry} canReply={canReply} />
      {entries.some(({ key }) => key === entry.key) && (
        <p>
          <Link href={`#${entryId(entry.key)}`}>{t('entry')}</Link>
        </p>
      )}
    </section>
  );
}

function Advised({ entry, canReply }: { readonly entry: TimelineEntry; readonly canReply: boolean }) {
  const t = useTranslations();
  const advice = adviceFor(entry);
  if (advice === undefined) return null;
  const refusal = refusalOf(advice);
  const reply = replyFor(advice);
  return (
    <dl className="flex max-w-prose flex-col gap-2">
      {refusal !== undefined && (
        <div>
          <dt className="text-sm text-text-muted">{t('admin.timeline.decode.told')}</dt>
          <dd>{t(`refusal.${refusal}.text`)}</dd>
        </div>
      )}
      <div>
        <dt className="text-sm text-text-muted">{t('admin.timeline.decode.do')}</dt>
        <dd>{t(`admin.timeline.advice.${advice}`)}</dd>
        {canReply && reply !== undefined && (
          <dd>{t('admin.timeline.decode.reply', { name: t(`admin.act.reply.name.${reply}`) })}</dd>
        )}
      </div>
    </dl>
  );
}
