import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import type { SearchQuery } from '@/lib/domain/search-query';

interface SearchSummaryProps {
  readonly kind: SearchQuery['kind'];
  readonly count: number;
  /** Of a later page the count would say nothing. */
  readonly isFirst: boolean;
  readonly hasMore: boolean;
  /** The part of an address was too short to be looked up among all. */
  readonly isShort: boolean;
}

/** How the text was understood and how much it found. */
export function SearchSummary({ kind, count, isFirst, hasMore, isShort }: SearchSummaryProps) {
  const t = useTranslations('admin.search');
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h2 id="results" className="text-xl">
          {kind === 'empty' ? t('newest') : t('results')}
        </h2>
        {kind !== 'empty' && (
          <>
            <p>
              {t(`kind.${kind}`)}{' '}
              {isFirst && (
                <span className="font-bold whitespace-nowrap">
                  {t(hasMore ? 'countMore' : 'count', { count })}
                </span>
              )}
            </p>
            <Link
              href="/admin"
              className="inline-flex min-h-6 items-center text-accent underline underline-offset-4 hover:text-accent-hover"
            >
              {t('all')}
            </Link>
          </>
        )}
      </div>
      {isShort && <p className="text-sm text-text-muted">{t('short')}</p>}
      {count > 0 && <p className="hidden text-sm text-text-muted pointer-fine:block">{t('keys')}</p>}
    </>
  );
}

interface NoOrdersProps {
  readonly typed: string;
  readonly kind: SearchQuery['kind'];
  /** The code is known, and is that of a test by somebody who was not signed in. */
  readonly hasCode: boolean;
}

/** What to try next. */
export function NoOrders({ typed, kind, hasCode }: NoOrdersProps) {
  const t = useTranslations('admin.search');
  if (kind === 'empty') {
    return (
      <Notice tone="info" title={t('empty.title')}>
        {t('empty.text')}
      </Notice>
    );
  }
  return (
    <Notice tone="info" title={t('none.title', { typed })}>
      {t(hasCode ? 'none.code' : `none.${kind}`)}
    </Notice>
  );
}
