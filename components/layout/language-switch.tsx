import { useLocale, useTranslations } from 'next-intl';
import { localizedPath } from '@/messages/localized-path';
import { SamePageLink } from './same-page-link';

const names = { ja: '日本語', en: 'English' } as const;

/** Leads to the page being read in the other language. */
export function LanguageSwitch() {
  const t = useTranslations('layout');
  const other = useLocale() === 'ja' ? 'en' : 'ja';
  return (
    <SamePageLink
      locale={other}
      fallbackHref={localizedPath('/', other)}
      label={`${t('language')}: ${names[other]}`}
    >
      {names[other]}
    </SamePageLink>
  );
}
