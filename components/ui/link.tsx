import type { ComponentPropsWithoutRef } from 'react';
import { useLocale } from 'next-intl';
import { localizedPath } from '@/messages/localized-path';

interface LinkProps extends ComponentPropsWithoutRef<'a'> {
  /** An address of ours without language prefix, `/tickets`, or `#part`, `mailto:…`, `https://…`. */
  readonly href: string;
  /** Replaces the look of a link in running text. */
  readonly className?: string;
}

const textLink = 'text-accent underline underline-offset-4 hover:text-accent-hover';

/**
 * A link in the language of the page. A plain anchor on purpose: each kind of page carries its own
 * Content-Security-Policy, which a client-side navigation would not replace.
 */
export function Link({ href, className = textLink, ...rest }: LinkProps) {
  const locale = useLocale();
  const address = href.startsWith('/') ? localizedPath(href, locale) : href;
  return <a href={address} className={className} {...rest} />;
}
