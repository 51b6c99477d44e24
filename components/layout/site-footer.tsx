import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';

/** Help and contact stand in the same place on every page. */
export function SiteFooter() {
  const t = useTranslations('layout');
  return (
    <footer aria-label={t('footer')} className="mt-12 border-t border-border bg-surface-sunken">
      <div className="page-column flex flex-col gap-8 py-10 sm:flex-row sm:justify-between">
        <section aria-labelledby="footer-help" className="flex max-w-prose flex-col gap-2">
          <h2 id="footer-help" className="text-lg">
            {t('helpTitle')}
          </h2>
          <p className="text-sm text-text-muted">{t('helpText')}</p>
          <p>
            <Link
              href="/help"
              className="inline-flex min-h-11 items-center font-bold text-accent underline underline-offset-4 hover:text-accent-hover"
            >
              {t('helpLink')}
            </Link>
          </p>
        </section>
        <p className="text-sm text-text-muted">{t('sourceNotice')}</p>
      </div>
    </footer>
  );
}
