/** What keeps a text from being what its field is for; rules of sale and playback are PlanProblem. */
export const planMistakes = [
  'missing',
  'too_long',
  'number',
  'range',
  'time',
  'time_skipped',
  'slug',
  'time_zone',
  'mail',
  'url',
  'origin',
  'kid',
  'content_id',
  'currency',
  'country',
  'key_system',
  'invalid',
] as const;

export interface PlanMistake {
  readonly code: (typeof planMistakes)[number];
  /** Where in the event file, such as `days.0.endsAt`. */
  readonly path: string;
}
