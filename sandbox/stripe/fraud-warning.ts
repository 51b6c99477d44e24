import type Stripe from 'stripe';
import { noSuch } from './api-error';
import { secondsNow } from './clock';
import { newId, type Scope, type Store } from './store';

/** The issuer suspects fraud: nothing happens to the money, `radar.early_fraud_warning.created` goes out. */
export function warnOfFraud(
  scope: Scope,
  charge: Stripe.Charge,
  fraudType: string,
): Stripe.Radar.EarlyFraudWarning {
  const paymentIntent = charge.payment_intent;
  const warning: Stripe.Radar.EarlyFraudWarning = {
    id: newId('issfr'),
    object: 'radar.early_fraud_warning',
    actionable: !charge.refunded && !charge.disputed,
    charge: charge.id,
    created: secondsNow(scope.store.clock),
    fraud_type: fraudType,
    livemode: false,
    ...(typeof paymentIntent === 'string' ? { payment_intent: paymentIntent } : {}),
  };
  scope.store.warnings.set(warning.id, warning);
  scope.emit('radar.early_fraud_warning.created', warning);
  return warning;
}

/** A dispute or a full refund leaves nothing to act on: `radar.early_fraud_warning.updated`. */
export function settleWarnings(scope: Scope, charge: Stripe.Charge): void {
  for (const warning of scope.store.warnings.values()) {
    if (warning.charge !== charge.id || !warning.actionable) continue;
    warning.actionable = false;
    scope.emit('radar.early_fraud_warning.updated', warning, { actionable: true });
  }
}

/** The stored warning, or 404. */
export function requireWarning(store: Store, id: string): Stripe.Radar.EarlyFraudWarning {
  const warning = store.warnings.get(id);
  if (warning === undefined) throw noSuch('early_fraud_warning', id);
  return warning;
}
