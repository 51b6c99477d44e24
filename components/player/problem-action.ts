import type { PlayerProblem } from './player-error';

/** The one thing to do about a problem; its label is the problem's `.action` text. */
export type ProblemAction =
  'restart' | 'signIn' | 'tickets' | 'event' | 'events' | 'contact' | 'test' | 'help';

/** `restart` is a new session in the same page; everything else leads to another one. */
export function actionFor(problem: PlayerProblem): ProblemAction {
  switch (problem.code) {
    case 'not_signed_in':
      return 'signIn';
    case 'not_entitled':
      return 'tickets';
    case 'too_early':
    case 'ended':
    case 'region_blocked':
      return 'event';
    case 'not_found':
      return 'events';
    case 'entitlement_revoked':
    case 'missing_keys':
      return 'contact';
    case 'key_system_not_allowed':
      return 'test';
    case 'insecure_page':
    case 'unsupported_browser':
    case 'protection_unavailable':
      return 'help';
    case 'unknown_key':
    case 'session_taken_over':
    case 'session_closed':
    case 'token_invalid':
    case 'token_expired':
    case 'bad_request':
    case 'too_many_requests':
    case 'internal':
    case 'upstream_failed':
    case 'unavailable':
    case 'upstream_timeout':
    case 'feed_down':
    case 'connection':
    case 'picture_failed':
    case 'unknown':
      return 'restart';
  }
}
