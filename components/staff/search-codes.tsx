import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import type { ReadinessCheckName, ReadinessVerdict } from '@/lib/domain/readiness';
import { playbackRefusals } from '@/lib/domain/refusal';
import { EventTime } from './event-time';
import { RecordTable } from './record-table';
import { StateBadge } from './state-badge';

export interface CodeHit {
  readonly id: string;
  readonly what: 'decision' | 'test' | 'mark';
  readonly viewerId: string | null;
  readonly viewerEmail: string | null;
  readonly device: string | null;
  readonly outcome: string | null;
  readonly verdict: ReadinessVerdict | null;
  readonly problems: readonly ReadinessCheckName[];
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
  readonly at: Date;
}

interface SearchCodesProps {
  readonly codes: readonly CodeHit[];
  /** What was typed, for the way back. */
  readonly typed: string;
}

/** What a code stands for, and whose it is. Nothing where there is none. */
export function SearchCodes({ codes, typed }: SearchCodesProps) {
  const t = useTranslations('admin.search.codes');
  const locale = useLocale();
  if (codes.length === 0) return null;
  const columns = ['what', 'who', 'says', 'event', 'at'] as const;
  return (
    <section aria-labelledby="codes" className="flex flex-col gap-4">
      <h2 id="codes" className="text-xl">
        {t('title')}
      </h2>
      <RecordTable
        labelledBy="codes"
        columns={columns.map((key) => ({ key, label: t(key) }))}
        rows={codes.map((code) => ({
          key: code.id,
          cells: [
            <span key="what" className="whitespace-nowrap">
              {t(code.what)}
            </span>,
            <Whose key="who" code={code} typed={typed} />,
            <Says key="says" code={code} />,
            inLocale(code.eventTitle, locale),
            <EventTime key="at" at={code.at} timeZone={code.timeZone} />,
          ],
        }))}
      />
    </section>
  );
}

function Whose({ code, typed }: { readonly code: CodeHit; readonly typed: string }) {
  const t = useTranslations('admin.readiness');
  if (code.viewerId === null) return t('nobody');
  return (
    <Link
      data-row-link
      href={`/admin/viewers/${code.viewerId}?q=${encodeURIComponent(typed)}`}
      className="inline-flex min-h-6 items-center wrap-anywhere text-accent underline underline-offset-4 hover:text-accent-hover"
    >
      {code.viewerEmail}
    </Link>
  );
}

const tones = { ready: 'good', limited: 'waiting', not_ready: 'stopped' } as const;

/** The verdict of a test with what did not pass, the outcome of a decision, and the device where it is known. */
function Says({ code }: { readonly code: CodeHit }) {
  const t = useTranslations();
  const refusal = playbackRefusals.find((known) => known === code.outcome);
  return (
    <span className="flex flex-col items-end lg:items-start">
      {code.verdict !== null && (
        <StateBadge tone={tones[code.verdict]} word={t(`admin.readiness.${code.verdict}`)} />
      )}
      {code.outcome === 'granted' && <StateBadge tone="good" word={t('admin.granted')} />}
      {refusal !== undefined && <StateBadge tone="stopped" word={t(`refusal.${refusal}.title`)} />}
      {code.problems.length > 0 && (
        <span>{code.problems.map((check) => t(`testPlayback.check.${check}`)).join(', ')}</span>
      )}
      {code.device !== null && <span className="wrap-anywhere text-text-muted">{code.device}</span>}
    </span>
  );
}
