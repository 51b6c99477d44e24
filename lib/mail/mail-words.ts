import { createTranslator } from 'use-intl/core';
import { formatMoney } from '@/lib/domain/money';
import type { MailSite } from '@/lib/mail/mail-site';
import en from '@/messages/en.json';
import ja from '@/messages/ja.json';
import { localizedPath } from '@/messages/localized-path';
import type { Locale } from '@/messages/routing';

const messages: Readonly<Record<Locale, typeof ja>> = { ja, en };

export type MailWords = ReturnType<typeof mailWords>;

/** What every template writes with, in one language: texts, amounts, and addresses of the portal's own pages. */
export function mailWords(locale: Locale, site: MailSite) {
  return {
    locale,
    site,
    t: createTranslator({ locale, messages: messages[locale], namespace: 'mail' }),
    money: (amountMinor: number, currency: string) => formatMoney(amountMinor, currency, locale),
    /** A deep link: it opens a page and signs nobody in. `path` starts with a slash. */
    link: (path: string) => new URL(localizedPath(path, locale), site.url).href,
  };
}
