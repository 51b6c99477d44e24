import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import { type CloseReason, isStale } from '@/lib/domain/playback-session';
import { playbackRefusals } from '@/lib/domain/refusal';
import { CaseSection } from './case-section';
import { CopyableId } from './copyable-id';
import { EventTime } from './event-time';
import { StateBadge } from './state-badge';

export interface SessionRecord {
  readonly id: string;
  readonly dayTitle: LocalizedText;
  readonly device: string;
  readonly openedAt: Date;
  readonly lastBeatAt: Date;
  readonly closedAt: Date | null;
  readonly closeReason: CloseReason | null;
}

export interface DecisionRecord {
  readonly id: string;
  readonly dayTitle: LocalizedText;
  readonly keySystem: string;
  readonly outcome: string;
  readonly supportCode: string | null;
  readonly decidedAt: Date;
  readonly count: number;
}

interface CasePlaybackProps {
  readonly sessions: readonly SessionRecord[];
  readonly decisions: readonly DecisionRecord[];
  readonly timeZone: string;
  readonly now: Date;
}

/** Where the buyer watched this event, and what every license request came to. */
export function CasePlayback({ sessions, decisions, timeZone, now }: CasePlaybackProps) {
  return (
    <>
      <Sessions sessions={sessions} timeZone={timeZone} now={now} />
      <Decisions decisions={decisions} timeZone={timeZone} />
    </>
  );
}

function Sessions({ sessions, timeZone, now }: Omit<CasePlaybackProps, 'decisions'>) {
  const t = useTranslations('admin');
  const locale = useLocale();
  return (
    <CaseSection
      id="sessions"
      title={t('order.sessions')}
      nothing={t('order.noSessions')}
      columns={[
        { key: 'device', label: t('column.device') },
        { key: 'state', label: t('column.state') },
        { key: 'day', label: t('column.day') },
        { key: 'opened', label: t('column.opened') },
        { key: 'lastBeat', label: t('column.lastBeat') },
        { key: 'closed', label: t('column.closed') },
      ]}
      rows={sessions.map((session) => ({
        key: session.id,
        cells: [
          session.device,
          <SessionState key="state" session={session} now={now} />,
          inLocale(session.dayTitle, locale),
          <EventTime key="opened" at={session.openedAt} timeZone={timeZone} />,
          <EventTime key="beat" at={session.lastBeatAt} timeZone={timeZone} />,
          <Closed key="closed" session={session} timeZone={timeZone} />,
        ],
      }))}
    />
  );
}

function SessionState({ session, now }: { readonly session: SessionRecord; readonly now: Date }) {
  const t = useTranslations('admin.sessionState');
  if (session.closedAt !== null) return <StateBadge tone="stopped" word={t('closed')} />;
  if (isStale(session.lastBeatAt, now)) return <StateBadge tone="waiting" word={t('silent')} />;
  return <StateBadge tone="good" word={t('open')} />;
}

function Closed({ session, timeZone }: { readonly session: SessionRecord; readonly timeZone: string }) {
  const t = useTranslations('admin');
  if (session.closedAt === null) return t('none');
  return (
    <span className="flex flex-col">
      {session.closeReason !== null && <span>{t(`closeReason.${session.closeReason}`)}</span>}
      <EventTime at={session.closedAt} timeZone={timeZone} />
    </span>
  );
}

function Decisions({ decisions, timeZone }: Pick<CasePlaybackProps, 'decisions' | 'timeZone'>) {
  const t = useTranslations('admin');
  const locale = useLocale();
  return (
    <CaseSection
      id="decisions"
      title={t('order.decisions')}
      nothing={t('order.noDecisions')}
      columns={[
        { key: 'outcome', label: t('column.outcome') },
        { key: 'supportCode', label: t('column.supportCode') },
        { key: 'keySystem', label: t('column.keySystem') },
        { key: 'day', label: t('column.day') },
        { key: 'decided', label: t('column.decided') },
        { key: 'count', label: t('column.count'), numeric: true },
      ]}
      rows={decisions.map((decision) => ({
        key: decision.id,
        cells: [
          <Outcome key="outcome" outcome={decision.outcome} />,
          decision.supportCode === null ? t('none') : <CopyableId key="code" id={decision.supportCode} />,
          decision.keySystem,
          inLocale(decision.dayTitle, locale),
          <EventTime key="decided" at={decision.decidedAt} timeZone={timeZone} />,
          decision.count,
        ],
      }))}
    />
  );
}

/** The refusal in the words the viewer was told, beside its code. */
function Outcome({ outcome }: { readonly outcome: string }): ReactNode {
  const t = useTranslations();
  if (outcome === 'granted') return <StateBadge tone="good" word={t('admin.granted')} />;
  const refusal = playbackRefusals.find((code) => code === outcome);
  return (
    <span className="flex flex-col items-start">
      {refusal !== undefined && <span>{t(`refusal.${refusal}.title`)}</span>}
      <CopyableId id={outcome} />
    </span>
  );
}
