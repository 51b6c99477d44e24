import type { PlayerProblem } from './player-error';

/**
 * Whether a failed license request is waited out: an outage of ours or of the DRM vendor in the middle of the show,
 * where what was licensed goes on playing. A refusal is final, and before the first picture the viewer is told at once.
 */
export function isLicenseOutage(problem: PlayerProblem): boolean {
  if (problem.kind === 'refusal') return false;
  if (problem.kind === 'player') return problem.code === 'connection';
  switch (problem.code) {
    case 'internal':
    case 'unavailable':
    case 'too_many_requests':
    case 'drm_failed':
    case 'drm_empty':
    case 'drm_unreadable':
    case 'drm_busy':
    case 'drm_timeout':
    // The next beat brings a newer token.
    case 'token_expired':
      return true;
    case 'bad_request':
    case 'not_signed_in':
    case 'token_invalid':
    case 'not_found':
    case 'drm_unauthorized':
    case 'drm_refused':
    case 'drm_overbroad':
      return false;
  }
}
