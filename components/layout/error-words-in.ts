import { getLocale, getTranslations } from 'next-intl/server';
import { localizedPath } from '@/messages/localized-path';
import type { ErrorWords } from './error-words';

/** The last-resort texts in the language of the page being rendered. */
export async function errorWords(): Promise<ErrorWords> {
  const t = await getTranslations('error');
  const locale = await getLocale();
  return {
    eyebrow: t('eyebrow'),
    title: t('title'),
    text: t('text'),
    safe: t('safe'),
    retry: t('retry'),
    home: t('home'),
    homeHref: localizedPath('/', locale),
    help: t('help'),
    helpHref: localizedPath('/help', locale),
    reference: t('reference'),
  };
}
