/** A real challenge has up to some 30 KiB (PlayReady, wrapped in UTF-16). */
export const MAX_CHALLENGE_BYTES = 64 * 1024;
