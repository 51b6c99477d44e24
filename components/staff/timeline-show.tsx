import { useLocale, useTranslations } from 'next-intl';
import { inLocale } from '@/lib/domain/localized-text';
import type { TimelineFacts } from '@/lib/domain/timeline';
import { DayWord } from './timeline-play';
import { Told } from './timeline-told';

export function DayBeginsTold({ moment, day }: TimelineFacts['day_begins']) {
  const t = useTranslations('admin.timeline.dayBegins');
  const locale = useLocale();
  return <Told tone="stopped" title={t(moment, { day: inLocale(day, locale) })} />;
}

export function ShowSwitchTold({ position, by, day }: TimelineFacts['show_switch']) {
  const t = useTranslations('admin');
  return (
    <Told
      tone="waiting"
      title={t('timeline.switched', { position: t(`show.position.${position}`) })}
      facts={[<DayWord key="day" day={day} />, t('timeline.by', { by })]}
    />
  );
}

export function BannerTold({ severity, audience, text }: TimelineFacts['banner']) {
  const t = useTranslations('admin');
  const locale = useLocale();
  return (
    <Told
      tone={severity === 'warning' ? 'alarm' : 'waiting'}
      title={t('timeline.banner', { text: inLocale(text, locale) })}
      facts={[t(`banner.audience.${audience}`)]}
    />
  );
}
