'use client';

import { createContext, type ReactNode, use } from 'react';
import { useTranslations } from 'next-intl';
import { type PolledStateNow, usePolledState } from '@/components/event/use-polled-state';
import { Notice } from '@/components/ui/notice';
import { type EventState, haltOf } from '@/lib/domain/event-state';

const WatchStateContext = createContext<PolledStateNow | undefined>(undefined);

interface WatchStateProps {
  readonly slug: string;
  readonly initial: EventState;
  readonly children: ReactNode;
}

/** Keeps the state of the event true for all parts of the watch page, by one poll. */
export function WatchState({ slug, initial, children }: WatchStateProps) {
  return <WatchStateContext value={usePolledState(slug, initial)}>{children}</WatchStateContext>;
}

export function useWatchState(): PolledStateNow {
  const known = use(WatchStateContext);
  if (known === undefined) throw new Error('WatchState is missing above this component.');
  return known;
}

/** How the day stands, in a word. */
export function WatchPhase({ dayId }: { readonly dayId: string }) {
  const t = useTranslations('watch');
  const { state } = useWatchState();
  const day = state.days.find(({ id }) => id === dayId);
  if (day === undefined) return null;
  const halt = haltOf(day);
  return (
    <p className="text-sm font-bold text-accent">
      {halt === undefined ? t(`phase.${day.phase}`) : t(`halt.${halt}.title`)}
    </p>
  );
}

/** That staff keep the audience waiting, below a picture that goes on; at the doors the lobby says so itself. */
export function WatchHalt({ dayId }: { readonly dayId: string }) {
  const t = useTranslations('watch.halt');
  const { state } = useWatchState();
  const halt = haltOf(state.days.find(({ id }) => id === dayId));
  return (
    <div aria-live="polite">
      {halt !== undefined && halt !== 'holdDoors' && (
        <div className="pb-2">
          <Notice tone="info" title={t(`${halt}.title`)}>
            {t(`${halt}.text`)}
          </Notice>
        </div>
      )}
    </div>
  );
}
