'use client';

import { haltOf } from '@/lib/domain/event-state';
import { useEventState } from './event-state-provider';

/** How one day stands, in a word. */
export function PhaseBadge({ dayId }: { readonly dayId: string }) {
  const { state, words } = useEventState();
  const day = state.days.find(({ id }) => id === dayId);
  const halt = haltOf(day);
  return (
    <span className="rounded-control border border-border-strong px-2 text-sm font-bold whitespace-nowrap">
      {halt === undefined ? words.phase[day?.phase ?? 'before'] : words.halt[halt].title}
    </span>
  );
}
