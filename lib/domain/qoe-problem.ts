import type { PlaybackRefusal } from './refusal';

/** Whose part a problem of playback is. `refused`: a rule said no; `healed`: worked around, the show went on. */
export type ProblemClass =
  'license' | 'feed' | 'network' | 'device' | 'portal' | 'refused' | 'unclear' | 'healed';

/** Every problem that a player shows or works around, by code. */
const classes = {
  drm_unauthorized: 'license',
  drm_failed: 'license',
  drm_empty: 'license',
  drm_unreadable: 'license',
  drm_overbroad: 'license',
  drm_busy: 'license',
  drm_timeout: 'license',
  feed_down: 'feed',
  connection: 'network',
  drm_refused: 'device',
  missing_keys: 'device',
  picture_failed: 'device',
  insecure_page: 'device',
  unsupported_browser: 'device',
  protection_unavailable: 'device',
  bad_request: 'portal',
  token_invalid: 'portal',
  token_expired: 'portal',
  too_many_requests: 'portal',
  internal: 'portal',
  unavailable: 'portal',
  not_signed_in: 'refused',
  not_found: 'refused',
  not_entitled: 'refused',
  entitlement_revoked: 'refused',
  too_early: 'refused',
  ended: 'refused',
  session_taken_over: 'refused',
  session_closed: 'refused',
  take_over_cooldown: 'refused',
  unknown_key: 'refused',
  key_system_not_allowed: 'refused',
  region_blocked: 'refused',
  unknown: 'unclear',
  second_engine: 'healed',
} as const satisfies Record<string, ProblemClass> & Record<PlaybackRefusal, ProblemClass>;

export type QoeProblem = keyof typeof classes;

/** The classes that keep a show from being seen. */
export const failureClasses = ['license', 'feed', 'network', 'device', 'portal'] as const;

export type FailureClass = (typeof failureClasses)[number];

export function problemClass(code: QoeProblem): ProblemClass {
  return classes[code];
}

export function isQoeProblem(code: string): code is QoeProblem {
  return Object.hasOwn(classes, code);
}

/** The codes of one class. */
export function problemsOf(wanted: ProblemClass): readonly QoeProblem[] {
  return Object.keys(classes)
    .filter(isQoeProblem)
    .filter((code) => classes[code] === wanted);
}
