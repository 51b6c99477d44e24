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
  return localizedPath(pathWithoutLocale(window.location.pathname), locale) + window.location.search;
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange);
  return () => window.removeEventListener('popstate', onChange);
}
