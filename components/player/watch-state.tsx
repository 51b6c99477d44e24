'use client';

import { createContext, type ReactNode, use } from 'react';
import { useTranslations } from 'next-intl';
import { type PolledStateNow, usePolledState } from '@/components/event/use-polled-state';
import type { EventState } from '@/lib/domain/event-state';

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
  const phase = state.days.find(({ id }) => id === dayId)?.phase;
  return phase === undefined ? null : <p className="text-sm font-bold text-accent">{t(`phase.${phase}`)}</p>;
}
