'use client';

import { useEffect, useRef, useState } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { Elements } from '@stripe/react-stripe-js';
import type { Appearance, Stripe } from '@stripe/stripe-js';
import { useRestoredPage } from '@/components/ui/use-restored-page';
import { loadStripeFrom } from './load-stripe';
import { PaymentForm, type PaymentFormProps } from './payment-form';
import { PaymentLoadFailed } from './payment-load-failed';
import { stripeAppearance } from './stripe-appearance';

interface PaymentSectionProps extends PaymentFormProps {
  readonly stripe: { readonly scriptUrl: string; readonly publishableKey: string };
}

interface Loaded {
  readonly stripe: Stripe;
  readonly appearance: Appearance;
}

/** Stripe's payment fields, the final confirmation and the button. Stripe.js is loaded here and nowhere else. */
export function PaymentSection({ stripe: source, ...form }: PaymentSectionProps) {
  const t = useTranslations('checkout.pay');
  const locale = useLocale();
  const probe = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState<Loaded>();
  const [hasFailed, setHasFailed] = useState(false);
  const { scriptUrl, publishableKey } = source;
  const { totalMinor, currency } = form.sale;
  // Back from the page of PayPay: how the order stands is for the server to say.
  useRestoredPage(() => window.location.reload());
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
          amount: totalMinor,
          currency: currency.toLowerCase(),
          locale,
          allowedPaymentMethodTypes: [...form.methods],
          ...(loaded === undefined ? {} : { appearance: loaded.appearance }),
        }}
      >
        <PaymentForm {...form} onLoadError={() => setHasFailed(true)} />
      </Elements>
    </section>
  );
}
