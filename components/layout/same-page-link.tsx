'use client';

import { useSyncExternalStore, type ReactNode } from 'react';
import { localizedPath, pathWithoutLocale } from '@/messages/localized-path';
import type { Locale } from '@/messages/routing';

interface SamePageLinkProps {
  readonly locale: Locale;
  /** Where it leads until the browser says which page this is: cached pages are rendered without knowing. */
  readonly fallbackHref: string;
  readonly label: string;
  readonly children: ReactNode;
}

export function SamePageLink({ locale, fallbackHref, label, children }: SamePageLinkProps) {
  const href = useSyncExternalStore(
    subscribe,
    () => hrefIn(locale),
    () => fallbackHref,
  );
  return (
    <a
      href={href}
      hrefLang={locale}
      lang={locale}
      aria-label={label}
      className="flex min-h-11 items-center text-sm text-text-muted hover:text-accent hover:underline"
    >
      {children}
    </a>
  );
}

function hrefIn(locale: Locale): string {
  const query = new URLSearchParams(window.location.search);
  // What Stripe adds on the way back is for this page view only, the secret above all.
  for (const name of [...query.keys()])
    if (/^(payment_intent|redirect_status)/.test(name)) query.delete(name);
  const search = query.size === 0 ? '' : `?${query.toString()}`;
  return localizedPath(pathWithoutLocale(window.location.pathname), locale) + search;
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange);
  return () => window.removeEventListener('popstate', onChange);
}
