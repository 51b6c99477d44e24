import { useLocale, useTranslations } from 'next-intl';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import type { ReadinessCheckName, ReadinessVerdict } from '@/lib/domain/readiness';
import { EventTime } from './event-time';
import { RecordTable } from './record-table';
import { StateBadge } from './state-badge';

export interface ReadinessHit {
  readonly id: string;
  readonly device: string;
  readonly verdict: ReadinessVerdict;
  readonly problems: readonly ReadinessCheckName[];
  readonly checkedAt: Date;
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
  readonly viewerEmail: string | undefined;
}

const tones = { ready: 'good', limited: 'waiting', not_ready: 'stopped' } as const;

/** The test playbacks that a code stands for: what the caller's device can do. Nothing where there are none. */
export function ReadinessHits({ hits }: { readonly hits: readonly ReadinessHit[] }) {
  const t = useTranslations();
  const locale = useLocale();
  if (hits.length === 0) return null;
  const columns = ['device', 'verdict', 'problems', 'event', 'viewer', 'checked'] as const;
  return (
    <section aria-labelledby="readiness" className="flex flex-col gap-4">
      <h2 id="readiness" className="text-xl">
        {t('admin.readiness.title')}
      </h2>
      <RecordTable
        labelledBy="readiness"
        columns={columns.map((key) => ({ key, label: t(`admin.readiness.${key}`) }))}
        rows={hits.map((hit) => ({
          key: hit.id,
          cells: [
            hit.device,
            <StateBadge key="verdict" tone={tones[hit.verdict]} word={t(`admin.readiness.${hit.verdict}`)} />,
            hit.problems.map((check) => t(`testPlayback.check.${check}`)).join(', ') || t('admin.none'),
            inLocale(hit.eventTitle, locale),
            hit.viewerEmail ?? t('admin.readiness.nobody'),
            <EventTime key="checked" at={hit.checkedAt} timeZone={hit.timeZone} />,
          ],
        }))}
      />
    </section>
  );
}
