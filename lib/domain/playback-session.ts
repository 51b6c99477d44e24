/** Numbers of the session protocol, in seconds (docs/architecture.md, "Playback sessions"). */
export const BEAT_SECONDS = 30;
export const TOKEN_LIFETIME_SECONDS = 10 * 60;
/** At most this often is a beat written down when nothing else changed. */
const BEAT_WRITE_SECONDS = 6 * 60;
/** A session unheard of for this long counts as gone: two missed writes and a beat. */
const STALE_SECONDS = 13 * 60;

export type CloseReason = 'taken_over' | 'left' | 'revoked' | 'ended';

/** Does this beat need a row to be written, or is the last written one young enough? */
export function isBeatDue(lastWrittenAt: Date, now: Date): boolean {
  return now.getTime() - lastWrittenAt.getTime() >= BEAT_WRITE_SECONDS * 1000;
}

export function isStale(lastWrittenAt: Date, now: Date): boolean {
  return now.getTime() - lastWrittenAt.getTime() >= STALE_SECONDS * 1000;
}
