import { useTranslations } from 'next-intl';
import type { StateWords } from './event-state-provider';

/** The texts of every state, for the browser to choose from as the state changes. */
export function useStateWords(): StateWords {
  const t = useTranslations('event');
  return {
    phase: {
      before: t('phase.before'),
      doors: t('phase.doors'),
      live: t('phase.live'),
      archive: t('phase.archive'),
      ended: t('phase.ended'),
    },
    halt: {
      holdDoors: { title: t('halt.holdDoors.title'), text: t('halt.holdDoors.text') },
      holdStart: { title: t('halt.holdStart.title'), text: t('halt.holdStart.text') },
      paused: { title: t('halt.paused.title'), text: t('halt.paused.text') },
    },
    availability: {
      not_yet: t('availability.not_yet'),
      available: t('availability.available'),
      few: t('availability.few'),
      sold_out: t('availability.sold_out'),
      closed: t('availability.closed'),
    },
  };
}

/** The texts of the state strip; `{time}`, `{days}` and `{clock}` are filled in by the browser each second. */
export function useStripWords() {
  const t = useTranslations('event');
  return {
    label: t('state.label'),
    watch: t('watch'),
    watchHint: t('watchHint'),
    countdown: {
      doors: t('countdown.doors', { time: '{time}' }),
      start: t('countdown.start', { time: '{time}' }),
      days: t('countdown.days', { days: '{days}', clock: '{clock}' }),
      now: t('countdown.now'),
    },
  };
}
