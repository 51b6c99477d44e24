import { useLocale, useMessages, useTranslations } from 'next-intl';
import { formatDateTime } from '@/components/ui/format-date-time';
import type { ShowDeskFacts, SwitchChoice } from '@/lib/domain/show-desk';
import type { ShowPosition, SwitchRefusal } from '@/lib/domain/show-switch';
import { ActEffect } from './act-effect';
import type { ActFormProps } from './act-form';
import { ReasonField } from './act-reason';
import { ConfirmAction } from './confirm-action';

interface ShowSwitchProps {
  readonly desk: ShowDeskFacts;
  readonly action: ActFormProps<SwitchRefusal>['action'];
  readonly signInHref: string;
}

/** How the day stands, and a button for each other way; every one tells first what the audience will see. */
export function ShowSwitch({ desk, action, signInHref }: ShowSwitchProps) {
  const t = useTranslations('admin.show');
  const { admin } = useMessages();
  const effectsOf = useEffects(desk);
  const { eventDayId, seen, position } = desk;
  return (
    <section
      aria-labelledby="show-switch"
      className="flex flex-col gap-4 rounded-card border border-border bg-surface-raised p-4"
    >
      <h2 id="show-switch" className="text-xl">
        {t('title')}
      </h2>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <strong className="rounded-control border border-accent bg-accent px-2 text-on-accent">
          {t(`position.${position}`)}
        </strong>
        <span>{t('now', { phase: t(`phase.${desk.phase}`), count: desk.watching })}</span>
      </p>
      <div className="flex flex-wrap gap-3">
        {desk.choices
          .filter(({ to }) => to !== position)
          .map((choice) => (
            <ConfirmAction
              key={choice.to}
              name={t(`name.${choice.to}`)}
              done={t(`done.${choice.to}`)}
              variant={choice.to === 'ended' ? 'danger' : 'secondary'}
              action={action}
              submit={{
                id: `switch-${choice.to}`,
                label: t(`submit.${choice.to}`),
                isDanger: choice.to === 'ended',
              }}
              hidden={{ eventDayId, to: choice.to, seen: String(seen) }}
              refusals={admin.show.refusal}
              signInHref={signInHref}
              nothing={choice.rule === undefined ? undefined : t(`refusal.${choice.rule}`)}
              reason={
                <ReasonField
                  id={`switch-${choice.to}-reason`}
                  defaultValue={choice.to === 'ended' ? undefined : t(`reason.${choice.to}`)}
                />
              }
            >
              <ActEffect effects={effectsOf(choice)} />
            </ConfirmAction>
          ))}
      </div>
    </section>
  );
}

/** What the audience will see, in words. */
function useEffects(desk: ShowDeskFacts) {
  const t = useTranslations('admin.show.effect');
  const phases = useTranslations('admin.show.phase');
  const locale = useLocale();
  const moment = (at: Date) => formatDateTime({ at, timeZone: desk.timeZone, locale });
  const main = ({ to, phase }: SwitchChoice) => {
    if (to === 'hold') return t(phase === 'before' ? 'holdDoors' : 'holdStart');
    return to === 'auto' ? t('auto', { phase: phases(phase) }) : t(to);
  };
  return (choice: SwitchChoice): readonly string[] => [
    main(choice),
    ...(choice.to === 'ended' && desk.archiveUntil !== undefined ? [t('archive')] : []),
    ...(isOpenEnded(choice.to) ? [t('until', { at: moment(desk.lastMoment) })] : []),
    t('reach', { count: desk.watching }),
  ];
}

function isOpenEnded(to: ShowPosition): boolean {
  return to === 'hold' || to === 'live' || to === 'paused';
}
