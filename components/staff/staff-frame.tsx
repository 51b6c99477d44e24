import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { Wordmark } from '@/components/layout/wordmark';
import { Link } from '@/components/ui/link';
import { adminMenu, adminPages } from '@/lib/domain/admin-pages';
import { hasPower, type StaffRole } from '@/lib/domain/staff-role';
import { PageProgress } from './page-progress';
import { StaffKeys } from './staff-keys';
import { StaffLanguage } from './staff-language';

const mainId = 'main';

interface StaffFrameProps {
  /** Who is signed in. */
  readonly staff: { readonly email: string; readonly roles: readonly StaffRole[] };
  readonly children: ReactNode;
}

/** Header, main landmark and keys of the staff's pages. Part of the page, so that whoever is not staff never gets it. */
export function StaffFrame({ staff, children }: StaffFrameProps) {
  const t = useTranslations('admin');
  return (
    <div data-staff className="flex min-h-dvh flex-col">
      <a
        href={`#${mainId}`}
        className="sr-only rounded-control bg-accent font-bold text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:px-4 focus:py-2"
      >
        {t('skip')}
      </a>
      <header className="border-b border-border bg-surface-raised">
        <div className="curtain-band" aria-hidden="true" />
        <div className="page-column flex flex-wrap items-center justify-between gap-x-6 py-1">
          <Link
            data-search-link
            href="/admin"
            className="flex min-h-11 items-center gap-3 text-text hover:text-accent"
          >
            <Wordmark />{' '}
            <span className="rounded-control border border-border-strong px-2 text-sm font-bold">
              {t('title')}
            </span>
          </Link>
          <nav aria-label={t('menu.label')}>
            <ul className="flex flex-wrap gap-x-4">
              {adminMenu
                .filter(({ href }) => hasPower(staff.roles, adminPages[href]))
                .map(({ href, name }) => (
                  <li key={href}>
                    <Link href={href} className="flex min-h-11 items-center text-text hover:text-accent">
                      {t(`menu.${name}`)}
                    </Link>
                  </li>
                ))}
            </ul>
          </nav>
          <div className="flex flex-wrap items-center gap-x-4">
            <p className="text-sm wrap-anywhere text-text-muted">{t('signedInAs', { email: staff.email })}</p>
            <StaffLanguage label={t('language')} current={useLocale()} />
          </div>
        </div>
      </header>
      <main id={mainId} tabIndex={-1} className="page-column flex grow flex-col gap-8 py-8 outline-none">
        {children}
      </main>
      <footer className="border-t border-border py-2 text-sm text-text-muted">
        <div className="page-column">
          <StaffKeys label={t('search.keyboard.toggle')} />
        </div>
      </footer>
      <PageProgress label={t('search.keyboard.loading')} />
    </div>
  );
}
