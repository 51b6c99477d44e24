'use client';

import { useEventState } from './event-state-provider';

/** How one day stands, in a word. */
export function PhaseBadge({ dayId }: { readonly dayId: string }) {
  const { state, words } = useEventState();
  const phase = state.days.find(({ id }) => id === dayId)?.phase ?? 'before';
  return (
    <span className="rounded-control border border-border-strong px-2 text-sm font-bold whitespace-nowrap">
      {words.phase[phase]}
    </span>
  );
}
