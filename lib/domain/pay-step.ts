/** What the buyer's page does after the button was pressed. `holdUntil` is ISO 8601: the hold may have grown. */
export type PayStep =
  | { readonly next: 'confirm'; readonly clientSecret: string; readonly holdUntil: string }
  /** Many pay at once: press again by itself after `seconds`; `place` buyers come before. The seats stay held. */
  | { readonly next: 'wait'; readonly place: number; readonly seconds: number; readonly holdUntil: string }
  /** Nothing is left to pay: the order page tells how it stands. */
  | { readonly next: 'settled' };
