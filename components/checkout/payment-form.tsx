'use client';

import { useState } from 'react';
import { useTranslations } from 'next-intl';
import { PaymentElement } from '@stripe/react-stripe-js';
import type { PaymentMethod } from '@/lib/domain/payment-method';
import { methodOf } from './method-of';
import { PayForm, type PayFormProps } from './pay-form';
import { useStripeWay } from './use-stripe-way';

export interface PaymentFormProps extends PayFormProps {
  readonly methods: readonly PaymentMethod[];
  readonly contactEmail: string;
}

/** What stands inside Stripe's context: its fields, and all around them that follows the chosen method. */
export function PaymentForm({
  methods,
  contactEmail,
  onLoadError,
  ...form
}: PaymentFormProps & { readonly onLoadError: () => void }) {
  const t = useTranslations('checkout.pay.hint');
  const way = useStripeWay(form.returnUrl);
  const [chosen, setChosen] = useState<string>();
  const method = methodOf(chosen, methods);
  return (
    <PayForm {...form} method={method} way={way}>
      <div className="flex flex-col gap-2">
        {way !== undefined && (
          <PaymentElement
            options={{
              layout: 'tabs',
              paymentMethodOrder: [...methods],
              defaultValues: { billingDetails: { email: contactEmail } },
            }}
            onChange={({ value }) => setChosen(value.type)}
            onLoadError={onLoadError}
          />
        )}
        <p className="text-sm text-text-muted">{t(method)}</p>
      </div>
    </PayForm>
  );
}
