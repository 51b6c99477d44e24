'use client';

import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { Elements } from '@stripe/react-stripe-js';
import type { Appearance, Stripe } from '@stripe/stripe-js';
import { loadStripeFrom } from './load-stripe';
import { PaymentForm } from './payment-form';
import { PaymentLoadFailed } from './payment-load-failed';
import { stripeAppearance } from './stripe-appearance';
import type { Payment } from './use-payment';

export interface PaymentSectionProps extends Payment {
  readonly slug: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly hold: { readonly until: string; readonly serverTime: string };
  readonly stripe: { readonly scriptUrl: string; readonly publishableKey: string };
  /** The final confirmation: stands between the payment fields and the button. */
  readonly children: ReactNode;
}

interface Loaded {
  readonly stripe: Stripe;
  readonly appearance: Appearance;
}

/** Stripe's payment fields, the final confirmation and the button. Stripe.js is loaded here and nowhere else. */
export function PaymentSection({ stripe: source, amountMinor, currency, ...form }: PaymentSectionProps) {
  const t = useTranslations('checkout.pay');
  const locale = useLocale();
  const probe = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState<Loaded>();
  const [hasFailed, setHasFailed] = useState(false);
  const { scriptUrl, publishableKey } = source;
  useEffect(() => {
    let isGone = false;
    loadStripeFrom({ scriptUrl, publishableKey, locale }).then(
      (stripe) => {
        if (isGone || probe.current === null) return;
        setLoaded({ stripe, appearance: stripeAppearance(probe.current) });
      },
      () => setHasFailed(true),
    );
    return () => {
      isGone = true;
    };
  }, [scriptUrl, publishableKey, locale]);
  return (
    <section aria-labelledby="payment" className="flex flex-col gap-4">
      <h2 id="payment" className="text-xl">
        {t('title')}
      </h2>
      <div ref={probe} hidden className="bg-surface-raised text-accent outline-danger" />
      {hasFailed && <PaymentLoadFailed />}
      {!hasFailed && loaded === undefined && (
        <p role="status" className="min-h-32 text-text-muted">
          {t('loading')}
        </p>
      )}
      <Elements
        stripe={loaded?.stripe ?? null}
        options={{
          mode: 'payment',
          amount: amountMinor,
          currency: currency.toLowerCase(),
          locale,
          allowedPaymentMethodTypes: ['card'],
          ...(loaded === undefined ? {} : { appearance: loaded.appearance }),
        }}
      >
        <PaymentForm {...form} onLoadError={() => setHasFailed(true)} />
      </Elements>
    </section>
  );
}
