import type { Decision, SaleRefusal } from './refusal';

export interface SaleFacts {
  readonly capacity: number;
  readonly held: number;
  readonly sold: number;
  readonly saleStartsAt: Date;
  readonly saleEndsAt: Date;
}

/** What the public may know of the seats left; exact counts are not shown. */
export type Availability = 'not_yet' | 'available' | 'few' | 'sold_out' | 'closed';

const FEW_SHARE = 0.1;

function seatsLeft(facts: SaleFacts): number {
  return Math.max(0, facts.capacity - facts.held - facts.sold);
}

/** May one more seat of this ticket type be held at `now`? */
export function decideSale(facts: SaleFacts, now: Date): Decision<SaleRefusal> {
  if (now < facts.saleStartsAt) return { allow: false, reason: 'sale_not_open' };
  if (now >= facts.saleEndsAt) return { allow: false, reason: 'sale_closed' };
  if (seatsLeft(facts) === 0) return { allow: false, reason: 'sold_out' };
  return { allow: true };
}

/** `few` from a tenth of the capacity downwards. */
export function availabilityOf(facts: SaleFacts, now: Date): Availability {
  const decision = decideSale(facts, now);
  if (decision.allow) return seatsLeft(facts) <= Math.ceil(facts.capacity * FEW_SHARE) ? 'few' : 'available';
  if (decision.reason === 'sale_not_open') return 'not_yet';
  return decision.reason === 'sold_out' ? 'sold_out' : 'closed';
}
