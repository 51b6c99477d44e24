import type { ReactNode } from 'react';
import { useTranslations } from 'next-intl';
import { SiteFooter } from './site-footer';
import { SiteHeader } from './site-header';

const mainId = 'main';

/** Header, one main landmark, footer. `banner` stands above the page for as long as an incident lasts. */
export function PortalFrame({
  banner,
  children,
}: {
  readonly banner?: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useTranslations('layout');
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href={`#${mainId}`}
        className="sr-only rounded-control bg-accent font-bold text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:px-4 focus:py-2"
      >
        {t('skip')}
      </a>
      <SiteHeader />
      {banner}
      <main id={mainId} tabIndex={-1} className="page-column grow py-8 outline-none sm:py-12">
        {children}
      </main>
      <SiteFooter />
    </div>
  );
}
