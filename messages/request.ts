import { hasLocale } from 'next-intl';
import { getRequestConfig } from 'next-intl/server';
import { locale as localeInAddress } from 'next/root-params';
import { routing } from './routing';

/** Admin has no language in its address and reads the default one; server actions name theirs. */
export default getRequestConfig(async ({ locale: named }) => {
  const asked = named ?? (await localeInAddress());
  const locale = hasLocale(routing.locales, asked) ? asked : routing.defaultLocale;
  const { default: messages } = locale === 'en' ? await import('./en.json') : await import('./ja.json');
  return { locale, messages, timeZone: 'Asia/Tokyo' };
});
