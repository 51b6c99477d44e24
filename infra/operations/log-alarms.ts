/** Kinds of lib/domain/staff-alert.ts. */
export const alertKinds = [
  'unknown_payment',
  'amount_differs',
  'refund_failed',
  'partial_refund_outside',
  'dispute_opened',
  'early_fraud_warning',
  'mail_given_up',
  'drm_overbroad',
  'drm_refused',
  'drm_unauthorized',
  'screen_ping_pong',
] as const;

/**
 * Alarms on what the product logs, one JSON line per happening (lib/log.ts). `events` are matched as words anywhere in
 * a line, so that it does not matter how Lambda wraps it; a test looks each of them up in the product.
 */
export interface LogAlarm {
  readonly name: string;
  /** A line counts when it has one of these. */
  readonly events: readonly string[];
  /** Lines with this word do not count; only with a single event (CloudWatch cannot combine it with several). */
  readonly without?: string;
  /** Lines in one minute from which it is an alarm. */
  readonly perMinute: number;
  /** Minutes out of five in which it must be so. */
  readonly minutes: number;
  /** For whoever is woken (docs/runbook.md has the rest). */
  readonly meaning: string;
}

export const logAlarms: readonly LogAlarm[] = [
  {
    name: 'money-path-failures',
    events: [
      'action.failed',
      'sale.price_not_chargeable',
      'hold.not_released',
      'refund.not_sent',
      'refund.not_written',
    ],
    perMinute: 3,
    minutes: 1,
    meaning: 'First attempts to hold, pay or refund fail; retries may still hide it from buyers.',
  },
  {
    name: 'webhook-failures',
    events: ['webhook.other_mode', 'webhook.signature_refused'],
    perMinute: 1,
    minutes: 1,
    meaning: 'Stripe’s messages are refused: wrong mode or wrong webhook secret.',
  },
  {
    name: 'request-failures',
    events: ['request.failed', 'request.crashed'],
    perMinute: 5,
    minutes: 2,
    meaning: 'Routes and pages answer 5xx.',
  },
  {
    name: 'playback-refusals',
    events: ['session.refused'],
    perMinute: 50,
    minutes: 2,
    meaning:
      'Many players are turned away: access hours, country rule, or tickets that the database does not have.',
  },
  {
    name: 'license-refusals',
    events: ['license.decided'],
    without: 'granted',
    perMinute: 20,
    minutes: 2,
    meaning:
      'Licenses are refused to players that were let in: key ids or content ids of the event are wrong.',
  },
  {
    name: 'drm-vendor',
    events: ['drm.no_license', 'drm.breaker', 'drm.secret_unusable', 'drm.certificate_not_renewed'],
    perMinute: 5,
    minutes: 1,
    meaning: 'The DRM vendor fails or its secret is unusable.',
  },
  {
    name: 'database-away',
    events: ['playback.database_away', 'database.connection_lost'],
    perMinute: 20,
    minutes: 2,
    meaning: 'Functions lose the database; players go on by their tokens, sales stand still.',
  },
  {
    name: 'secrets-away',
    events: ['secrets_refresh_failed'],
    perMinute: 1,
    minutes: 2,
    meaning: 'Secrets Manager cannot be read; the kept values are in use.',
  },
  {
    name: 'job-failures',
    events: ['job.failed', 'jobs.tick_failed'],
    perMinute: 1,
    minutes: 3,
    meaning: 'A job breaks on every tick.',
  },
  {
    name: 'staff-alerts',
    events: alertKinds.map((kind) => `alert.${kind}`),
    perMinute: 1,
    minutes: 1,
    meaning: 'Something waits for a person on the staff page.',
  },
];
