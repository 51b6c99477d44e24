import { type EventDayTimes, phaseOf, positionOf, switchedTo } from './event-day';
import type { ShowPosition } from './show-switch';

export type SwitchRule = 'unchanged' | 'not_on' | 'too_late';

/** May this day be switched to that at `now`? Undefined: it may. What would have no effect is refused, and says why. */
export function decideSwitch(day: EventDayTimes, to: ShowPosition, now: Date): SwitchRule | undefined {
  if (positionOf(day, now) === to) return 'unchanged';
  const switched = switchedTo(day, to, now);
  if (positionOf(switched, now) !== to) return 'too_late';
  const phase = phaseOf(day, now);
  switch (to) {
    case 'auto':
    case 'live':
      return undefined;
    case 'hold':
      return ['archive', 'ended'].includes(phaseOf({ ...day, switched: null }, now)) ? 'too_late' : undefined;
    case 'paused':
      return phase === 'doors' || phase === 'live' ? undefined : 'not_on';
    case 'ended':
      return phaseOf(switched, now) === phase ? 'too_late' : undefined;
  }
}
