import { type ProblemAction, refusalActions } from '@/lib/domain/problem-action';
import type { PlayerProblem } from './player-error';

/** The one thing to do about a problem; everything but `restart` leads to another page. */
export function actionFor(problem: PlayerProblem): ProblemAction {
  if (problem.kind === 'refusal') return refusalActions[problem.code];
  switch (problem.code) {
    case 'not_signed_in':
      return 'signIn';
    case 'not_found':
      return 'events';
    case 'missing_keys':
      return 'contact';
    case 'drm_refused':
    case 'insecure_page':
    case 'unsupported_browser':
    case 'protection_unavailable':
      return 'help';
    case 'token_invalid':
    case 'token_expired':
    case 'bad_request':
    case 'too_many_requests':
    case 'internal':
    case 'unavailable':
    case 'drm_unauthorized':
    case 'drm_failed':
    case 'drm_empty':
    case 'drm_unreadable':
    case 'drm_overbroad':
    case 'drm_busy':
    case 'drm_timeout':
    case 'feed_down':
    case 'connection':
    case 'picture_failed':
    case 'unknown':
      return 'restart';
  }
}
