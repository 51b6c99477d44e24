import { useLocale, useTranslations } from 'next-intl';
import { formatDateTime } from '@/components/ui/format-date-time';
import { type CloseAction, CloseScreenButton } from './close-screen-button';

export interface ShownScreen {
  readonly sessionId: string;
  readonly device: string;
  readonly since: Date;
  readonly isThisBrowser: boolean;
}

interface ScreenListProps {
  readonly screens: readonly ShownScreen[];
  readonly timeZone: string;
  readonly close: CloseAction;
}

/** The screens on which the show of a ticket is open now, each with a way to stop it. */
export function ScreenList({ screens, timeZone, close }: ScreenListProps) {
  const t = useTranslations('tickets.screens');
  const locale = useLocale();
  if (screens.length === 0) return null;
  return (
    <section aria-label={t('title')} className="flex flex-col gap-2 border-t border-border pt-4">
      <h3 className="text-base">{t('title')}</h3>
      <ul className="flex flex-col gap-2">
        {screens.map(({ sessionId, device, since, isThisBrowser }) => (
          <li key={sessionId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <span>
              {device} {isThisBrowser && <strong className="text-sm">{t('thisBrowser')}</strong>}
              <span className="block text-sm text-text-muted">
                {t('since', { time: formatDateTime({ at: since, timeZone, locale }) })}
              </span>
            </span>
            <CloseScreenButton
              sessionId={sessionId}
              close={close}
              label={t('stop')}
              accessibleName={t('stopNamed', { device })}
              failed={t('failed')}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
