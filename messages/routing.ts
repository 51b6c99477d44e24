import { defineRouting } from 'next-intl/routing';

/** Japanese has no prefix, English lives under `/en`; nothing but the address decides the language. */
export const routing = defineRouting({
  locales: ['ja', 'en'],
  defaultLocale: 'ja',
  localePrefix: 'as-needed',
  localeDetection: false,
  localeCookie: false,
  alternateLinks: false,
});

export type Locale = (typeof routing.locales)[number];
