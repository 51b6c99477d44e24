import { routing, type Locale } from './routing';

/**
 * The address of a page in that language: `/tickets` is `/en/tickets` in English. `path` starts with a slash. Staff pages
 * have one address for all languages (messages/staff-language.ts).
 */
export function localizedPath(path: string, locale: Locale): string {
  if (locale === routing.defaultLocale || /^\/admin(?:$|[/?#])/.test(path)) return path;
  return path === '/' ? `/${locale}` : `/${locale}${path}`;
}

/** The address without its language: `/en/tickets` is `/tickets`. */
export function pathWithoutLocale(path: string): string {
  const [, first = '', ...rest] = path.split('/');
  return routing.locales.some((locale) => locale === first) ? `/${rest.join('/')}` : path;
}
