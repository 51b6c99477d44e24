import type { OpenBanner } from './banner';
import type { SwitchRule } from './decide-switch';
import type { EventDayPhase } from './event-day';
import type { LocalizedText } from './localized-text';
import type { ShowPosition } from './show-switch';

/** What one switch would do now. */
export interface SwitchChoice {
  readonly to: ShowPosition;
  /** Why it is not to be had. */
  readonly rule: SwitchRule | undefined;
  /** How the day would stand. */
  readonly phase: EventDayPhase;
}

/** What the desk of a day shows. */
export interface ShowDeskFacts {
  readonly eventDayId: string;
  readonly slug: string;
  readonly eventTitle: LocalizedText;
  readonly dayTitle: LocalizedText;
  readonly timeZone: string;
  readonly phase: EventDayPhase;
  readonly position: ShowPosition;
  /** Id of the last switch, 0 where there is none: what a switch is decided upon. */
  readonly seen: number;
  readonly startsAt: Date;
  /** When the clock takes over from a switch at the latest. */
  readonly lastMoment: Date;
  readonly archiveUntil: Date | undefined;
  /** Players and lobbies of this day that were heard of lately. */
  readonly watching: number;
  readonly choices: readonly SwitchChoice[];
  readonly banners: readonly OpenBanner[];
}
