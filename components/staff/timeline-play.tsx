import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import type { TimelineFacts } from '@/lib/domain/timeline';
import { refusalOf } from '@/lib/domain/timeline-advice';
import { CopyableId } from './copyable-id';
import { Told } from './timeline-told';

export const verdictTones = { ready: 'good', limited: 'waiting', not_ready: 'alarm' } as const;

export function SignInTold({ provider, device }: TimelineFacts['sign_in']) {
  const t = useTranslations('admin.timeline');
  const word = <ProviderWord key="provider" provider={provider} />;
  return <Told tone="stopped" title={t('signedIn')} facts={[word, device]} />;
}

/** A login in a word that people on the phone know. */
export function ProviderWord({ provider }: { readonly provider: string }) {
  const t = useTranslations('admin.timeline.provider');
  switch (provider) {
    case 'oidc':
    case 'mail':
    case 'mail-code':
      return t(provider);
    default:
      return provider;
  }
}

export function TestTold({ code, device, verdict, failed, warned }: TimelineFacts['test']) {
  const t = useTranslations();
  const names = (checks: TimelineFacts['test']['failed']) =>
    checks.map((check) => t(`testPlayback.check.${check}`)).join(t('admin.timeline.comma'));
  return (
    <Told
      tone={verdictTones[verdict]}
      title={t('admin.timeline.test', { verdict: t(`admin.readiness.${verdict}`) })}
      facts={[
        device,
        failed.length > 0 && t('admin.timeline.failedChecks', { checks: names(failed) }),
        warned.length > 0 && t('admin.timeline.warnedChecks', { checks: names(warned) }),
        <CopyableId key="code" id={code} />,
      ]}
    />
  );
}

export function SessionOpenedTold({ device, mark, day }: TimelineFacts['session_opened']) {
  const t = useTranslations('admin.timeline');
  const facts = [device, <DayWord key="day" day={day} />, mark !== null && t('mark', { mark })];
  return <Told tone="good" title={t('opened')} facts={facts} />;
}

export function SessionClosedTold({ device, reason, watchedSeconds, day }: TimelineFacts['session_closed']) {
  const t = useTranslations('admin');
  return (
    <Told
      tone="stopped"
      title={t('timeline.closed', { reason: t(`closeReason.${reason}`) })}
      facts={[
        device,
        <DayWord key="day" day={day} />,
        watchedSeconds > 0 && t('timeline.watched', { minutes: Math.ceil(watchedSeconds / 60) }),
      ]}
    />
  );
}

export function LicenseTold({ outcome, code, keySystem, count, browser, day }: TimelineFacts['license']) {
  const t = useTranslations('admin.timeline');
  const reason = useRefusalWord(outcome);
  return (
    <Told
      tone={outcome === 'granted' ? 'good' : 'alarm'}
      title={outcome === 'granted' ? t('granted') : t('refused', { reason })}
      facts={[
        code !== null && outcome !== 'granted' && t.rich('codeIs', { code: () => <CopyableId id={code} /> }),
        <DayWord key="day" day={day} />,
        keySystem,
        browser,
        count > 1 && t('count', { count }),
      ]}
    />
  );
}

/** The refusal in the words the viewer was told; a code that is none of ours any more as it is. */
export function useRefusalWord(outcome: string): string {
  const t = useTranslations('refusal');
  const refusal = refusalOf(outcome);
  return refusal === undefined ? outcome : t(`${refusal}.title`);
}

export function ScreenLinkTold({ device, isCollected, day }: TimelineFacts['screen_link']) {
  const t = useTranslations('admin.timeline');
  const facts = [device, <DayWord key="day" day={day} />, isCollected ? t('collected') : t('notCollected')];
  return <Told tone={isCollected ? 'good' : 'waiting'} title={t('screen')} facts={facts} />;
}

export function TroubleTold({ stalledMs, stalls, browser, problems, day }: TimelineFacts['trouble']) {
  const t = useTranslations('admin.timeline');
  const seconds = Math.round(stalledMs / 1000);
  return (
    <Told
      tone="alarm"
      title={seconds > 0 ? t('stalled', { seconds }) : t('trouble')}
      facts={[
        stalls > 0 && t('stalls', { count: stalls }),
        ...Object.keys(problems).map((code) => <CopyableId key={code} id={code} />),
        <DayWord key="day" day={day} />,
        browser,
      ]}
    />
  );
}

/** The day's name in the reader's language. */
export function DayWord({ day }: { readonly day: LocalizedText }): ReactNode {
  return inLocale(day, useLocale());
}
