'use client';

import type { PayWay } from './pay-outcome';
import { PayForm, type PayFormProps } from './pay-form';

const nothingToPay: PayWay = {
  begin: async () => async () => {
    // The order costs something again: its code was taken off in another window.
    window.location.reload();
    return { kind: 'leaving' };
  },
};

/** An order of nothing to pay: the confirmation and the button, without Stripe. */
export function FreeForm(form: PayFormProps) {
  return <PayForm {...form} method="free" way={nothingToPay} />;
}
