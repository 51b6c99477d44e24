import en from '@/messages/en.json';
import ja from '@/messages/ja.json';
import { localizedPath } from '@/messages/localized-path';
import type { Locale } from '@/messages/routing';
import { env } from '@/lib/config/env';
import { type ProblemAction, refusalActions } from '@/lib/domain/problem-action';
import type { PlaybackRefusal } from '@/lib/domain/refusal';
import type { HeaderReader } from '@/lib/http/header-reader';

/** Where a refused viewer goes on: members of problem JSON as DASH-IF names them. */
export interface ActionLink {
  readonly href: string;
  readonly hrefTitle: string;
}

/** The link of a refusal, in the first of our languages that the caller accepts. `slug`: of the event, where known. */
export function actionLink(
  code: PlaybackRefusal,
  { headers, slug }: { readonly headers: HeaderReader; readonly slug: string | undefined },
): ActionLink {
  const locale = acceptedLocale(headers.get('accept-language') ?? '');
  const path = localizedPath(pathOf(refusalActions[code], slug), locale);
  const { refusal } = locale === 'ja' ? ja : en;
  return { href: new URL(path, env().APP_URL).href, hrefTitle: refusal[code].action };
}

function pathOf(action: ProblemAction, slug: string | undefined): string {
  switch (action) {
    case 'signIn':
      return '/sign-in';
    case 'tickets':
      return '/tickets';
    case 'contact':
    case 'help':
      return '/help';
    case 'events':
      return '/';
    case 'event':
      return slug === undefined ? '/' : `/events/${slug}`;
    case 'test':
      return slug === undefined ? '/test-playback' : `/test-playback?event=${slug}`;
    case 'restart':
      return slug === undefined ? '/tickets' : `/watch/${slug}`;
  }
}

function acceptedLocale(acceptLanguage: string): Locale {
  const wanted = acceptLanguage
    .toLowerCase()
    .split(',')
    .map((range) => {
      const [tag = '', quality] = range.trim().split(/\s*;\s*q=/);
      return { tag, quality: Number(quality ?? 1) };
    })
    .filter(({ tag, quality }) => /^(ja|en)\b/.test(tag) && quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  return wanted[0]?.tag.startsWith('en') === true ? 'en' : 'ja';
}
