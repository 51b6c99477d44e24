import type { PlaybackRefusal } from './refusal';

/** The one thing to do about a problem; its label is the problem's `.action` text. */
export type ProblemAction =
  'restart' | 'signIn' | 'tickets' | 'event' | 'events' | 'contact' | 'test' | 'help';

/** Screen, license route and documents send people to the same place. `restart`: a new session in the same page. */
export const refusalActions = {
  not_entitled: 'tickets',
  entitlement_revoked: 'contact',
  too_early: 'event',
  ended: 'event',
  session_taken_over: 'restart',
  session_closed: 'restart',
  take_over_cooldown: 'restart',
  unknown_key: 'restart',
  key_system_not_allowed: 'test',
  region_blocked: 'event',
} as const satisfies Record<PlaybackRefusal, ProblemAction>;
