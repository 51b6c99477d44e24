'use client';

import { useEffect } from 'react';

/** Shows nothing. Takes what Stripe added on the way back out of the address: the secret is not to stay there. */
export function CleanAddress() {
  useEffect(() => {
    // Next's router takes notice of the change only once its own effects, which come after this one, have run.
    const timer = window.setTimeout(removePaymentParameters);
    return () => window.clearTimeout(timer);
  }, []);
  return null;
}

function removePaymentParameters(): void {
  const url = new URL(window.location.href);
  const added = [...url.searchParams.keys()].filter(
    (name) => name.startsWith('payment_intent') || name === 'redirect_status',
  );
  if (added.length === 0) return;
  for (const name of added) url.searchParams.delete(name);
  window.history.replaceState(null, '', url);
}
