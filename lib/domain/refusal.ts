/** A rule said no to playback: always HTTP 403, always the same shape (docs/errors.md). */
export const playbackRefusals = [
  'not_entitled',
  'entitlement_revoked',
  'too_early',
  'ended',
  'session_taken_over',
  'session_closed',
  'take_over_cooldown',
  'unknown_key',
  'key_system_not_allowed',
  'region_blocked',
] as const;

export type PlaybackRefusal = (typeof playbackRefusals)[number];

/** A rule said no to a sale: state of the form, never an HTTP error. */
export const saleRefusals = [
  'sale_not_open',
  'sale_closed',
  'sold_out',
  'already_entitled',
  'limit_reached',
  'hold_expired',
  'promo_unknown',
  'promo_used_up',
  'promo_not_usable',
] as const;

export type SaleRefusal = (typeof saleRefusals)[number];

export type Decision<Reason extends string> =
  { readonly allow: true } | { readonly allow: false; readonly reason: Reason };
