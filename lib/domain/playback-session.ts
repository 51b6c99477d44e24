/** Numbers of the session protocol, in seconds (docs/architecture.md, "Playback sessions"). */
export const BEAT_SECONDS = 30;
export const TOKEN_LIFETIME_SECONDS = 10 * 60;
/** At most this often is a beat written down when nothing else changed: seven rows for each hour of a viewer. */
const BEAT_WRITE_SECONDS = 9 * 60;
/** A session unheard of for this long counts as gone: two missed writes and a beat. */
const STALE_SECONDS = 19 * 60;
/** So long before doors ticket holders are let into the lobby, where their player gets ready. */
export const LOBBY_SECONDS = 40 * 60;

/** `replaced`: by the same browser, in a reload or another tab. */
export type CloseReason = 'taken_over' | 'replaced' | 'left' | 'revoked' | 'ended';

/** Does this beat need a row to be written, or is the last written one young enough? */
export function isBeatDue(lastWrittenAt: Date, now: Date): boolean {
  return now.getTime() - lastWrittenAt.getTime() >= BEAT_WRITE_SECONDS * 1000;
}

export function isStale(lastWrittenAt: Date, now: Date): boolean {
  return lastWrittenAt <= staleBefore(now);
}

/** A session whose last written beat is no younger than this is gone. */
export function staleBefore(now: Date): Date {
  return new Date(now.getTime() - STALE_SECONDS * 1000);
}
