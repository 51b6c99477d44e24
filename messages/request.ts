import { hasLocale } from 'next-intl';
import { getRequestConfig } from 'next-intl/server';
import { locale as localeInAddress } from 'next/root-params';
import { routing } from './routing';

/**
 * Staff pages have no language in their address: proxy.ts names it in a header, by a cookie. Read for them alone, since a
 * header that is read makes a page dynamic. Server actions name theirs.
 */
export default getRequestConfig(async (request) => {
  const asked = request.locale ?? (await localeInAddress()) ?? (await request.requestLocale);
  const locale = hasLocale(routing.locales, asked) ? asked : routing.defaultLocale;
  const { default: messages } = locale === 'en' ? await import('./en.json') : await import('./ja.json');
  return { locale, messages, timeZone: 'Asia/Tokyo' };
});
