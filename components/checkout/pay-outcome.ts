import type { SaleRefusal } from '@/lib/domain/refusal';
import type { FaultName } from './action-states';
import type { DeclineReason } from './decline-reason';

export type PayProblem =
  | { readonly kind: 'refused'; readonly reason: SaleRefusal }
  | { readonly kind: 'fault'; readonly code: FaultName; readonly ref: string }
  | { readonly kind: 'declined'; readonly reason: DeclineReason }
  /** What the page shows is not what would be paid: it was changed elsewhere. */
  | { readonly kind: 'outdated' }
  | { readonly kind: 'connection' };

/** How one press of the button ends. */
export type PayOutcome =
  | PayProblem
  /** Many pay at once: the press repeats itself after `seconds`. */
  | { readonly kind: 'wait'; readonly place: number; readonly seconds: number }
  /** A field says what is missing, and has the focus. */
  | { readonly kind: 'incomplete' }
  /** The page is about to be left. */
  | { readonly kind: 'leaving' };

/** Takes the secret of the order's PaymentIntent. */
type Confirm = (clientSecret: string) => Promise<PayOutcome>;

/** Where the buyer's part of a payment is done: Stripe's fields, or nowhere for a free order. */
export interface PayWay {
  /** Checks what was typed and gives the second half, or says why it cannot go on. */
  readonly begin: () => Promise<PayOutcome | Confirm>;
}

export function leaveFor(url: string): { readonly kind: 'leaving' } {
  window.location.assign(url);
  return { kind: 'leaving' };
}
