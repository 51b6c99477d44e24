import type { KeySystem } from './key-system';
import type { Kid } from './kid';
import type { PlaybackPolicy } from './playback-policy';

/** What holds for every license of an event day, whoever asks. A playback token carries it through an outage. */
export interface DayRules {
  readonly keySystems: readonly KeySystem[];
  readonly kids: readonly Kid[];
  /** As the packager writes them (lib/domain/content-id.ts). */
  readonly contentIds: readonly string[];
  readonly policy: PlaybackPolicy;
}
