'use client';

import { type Locale, routing } from '@/messages/routing';
import { STAFF_LANGUAGE_COOKIE } from '@/messages/staff-language';

const names = { ja: '日本語', en: 'English' } as const;
const YEAR_SECONDS = 365 * 24 * 60 * 60;

interface StaffLanguageProps {
  readonly label: string;
  readonly current: Locale;
}

/** Turns the staff's pages into the other language, on this browser. */
export function StaffLanguage({ label, current }: StaffLanguageProps) {
  return routing.locales
    .filter((locale) => locale !== current)
    .map((locale) => (
      <button
        key={locale}
        type="button"
        lang={locale}
        aria-label={`${label}: ${names[locale]}`}
        className="flex min-h-11 cursor-pointer items-center text-sm text-text-muted hover:text-accent hover:underline"
        onClick={() => {
          document.cookie = `${STAFF_LANGUAGE_COOKIE}=${locale}; path=/admin; max-age=${YEAR_SECONDS}; samesite=lax`;
          window.location.reload();
        }}
      >
        {names[locale]}
      </button>
    ));
}
