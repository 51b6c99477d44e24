import { useLocale, useTranslations } from 'next-intl';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import type { ReadinessVerdict } from '@/lib/domain/readiness';
import { CaseSection } from './case-section';
import { CopyableId } from './copyable-id';
import { EventTime } from './event-time';
import { StateBadge } from './state-badge';
import { verdictTones } from './timeline-play';

interface ViewerPlaybackProps {
  readonly screens: readonly {
    readonly id: string;
    readonly device: string;
    readonly dayTitle: LocalizedText;
    readonly openedAt: Date;
    readonly lastBeatAt: Date;
    readonly timeZone: string;
  }[];
  readonly tests: readonly {
    readonly id: string;
    readonly code: string;
    readonly device: string;
    readonly verdict: ReadinessVerdict;
    readonly checkedAt: Date;
    readonly eventTitle: LocalizedText;
    readonly timeZone: string;
  }[];
}

/** Where a viewer is watching now, and what their devices can do. */
export function ViewerPlayback({ screens, tests }: ViewerPlaybackProps) {
  return (
    <>
      <Screens screens={screens} />
      <Tests tests={tests} />
    </>
  );
}

function Screens({ screens }: Pick<ViewerPlaybackProps, 'screens'>) {
  const t = useTranslations('admin.viewer');
  const locale = useLocale();
  return (
    <div className="flex flex-col gap-2">
      <CaseSection
        id="screens"
        title={t('screens')}
        nothing={t('noScreens')}
        columns={[
          { key: 'device', label: t('column.device') },
          { key: 'day', label: t('column.day') },
          { key: 'opened', label: t('column.opened') },
          { key: 'lastBeat', label: t('column.lastBeat') },
        ]}
        rows={screens.map((screen) => ({
          key: screen.id,
          cells: [
            screen.device,
            inLocale(screen.dayTitle, locale),
            <EventTime key="opened" at={screen.openedAt} timeZone={screen.timeZone} />,
            <EventTime key="beat" at={screen.lastBeatAt} timeZone={screen.timeZone} />,
          ],
        }))}
      />
      {screens.length > 0 && <p className="text-sm text-text-muted">{t('closeThere')}</p>}
    </div>
  );
}

function Tests({ tests }: Pick<ViewerPlaybackProps, 'tests'>) {
  const t = useTranslations('admin');
  const locale = useLocale();
  return (
    <CaseSection
      id="tests"
      title={t('viewer.tests')}
      nothing={t('viewer.noTests')}
      columns={[
        { key: 'device', label: t('viewer.column.device') },
        { key: 'verdict', label: t('viewer.column.verdict') },
        { key: 'event', label: t('viewer.column.event') },
        { key: 'support', label: t('viewer.column.support') },
        { key: 'checked', label: t('viewer.column.checked') },
      ]}
      rows={tests.map((test) => ({
        key: test.id,
        cells: [
          test.device,
          <StateBadge
            key="verdict"
            tone={verdictTones[test.verdict]}
            word={t(`readiness.${test.verdict}`)}
          />,
          inLocale(test.eventTitle, locale),
          <CopyableId key="code" id={test.code} />,
          <EventTime key="checked" at={test.checkedAt} timeZone={test.timeZone} />,
        ],
      }))}
    />
  );
}
