import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import { LanguageSwitch } from './language-switch';
import { Wordmark } from './wordmark';

const destinations = [
  { href: '/', key: 'events' },
  { href: '/tickets', key: 'tickets' },
  { href: '/test-playback', key: 'testPlayback' },
  { href: '/help', key: 'help' },
] as const;

/** The same for everyone, signed in or not, so that pages below it can be cached. */
export function SiteHeader() {
  const t = useTranslations('layout');
  return (
    <header className="border-b border-border bg-surface-raised">
      <div className="curtain-band" aria-hidden="true" />
      <div className="page-column flex flex-wrap items-center justify-between gap-x-6">
        <Link href="/" aria-label={t('home')} className="flex min-h-14 items-center text-text">
          <Wordmark />
        </Link>
        <nav
          aria-label={t('navigation')}
          className="order-last w-full border-t border-border sm:order-none sm:ml-auto sm:w-auto sm:border-t-0"
        >
          <ul className="flex flex-wrap justify-between gap-x-4 sm:justify-end sm:gap-x-6">
            {destinations.map(({ href, key }) => (
              <li key={key}>
                <Link
                  href={href}
                  className="flex min-h-11 items-center text-sm font-bold whitespace-nowrap text-text hover:text-accent hover:underline"
                >
                  {t(key)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <LanguageSwitch />
      </div>
    </header>
  );
}
