import type { OrderState } from './order';

/** Only tickets that are paid for and not in dispute go over to another sign-in. */
export function isMovable(state: OrderState): boolean {
  return state === 'paid' || state === 'partially_refunded';
}
