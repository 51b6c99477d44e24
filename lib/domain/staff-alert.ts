/** What a person has to look at (docs/errors.md says what to do about each). */
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

export type AlertKind = (typeof alertKinds)[number];

/** Why an alert is not resolved: somebody else has, or there is none. */
export type AlertRefusal = 'resolved' | 'sign_in_again';
