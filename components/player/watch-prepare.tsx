import type { ReactNode } from 'react';
import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';

interface WatchPrepareProps {
  readonly slug: string;
  /** What is known of this viewer's devices already. */
  readonly children?: ReactNode;
}

/** What a viewer can do so that nothing comes in between. It stays when the show begins: latecomers need it too. */
export function WatchPrepare({ slug, children }: WatchPrepareProps) {
  const t = useTranslations('watch.prepare');
  return (
    <section aria-labelledby="watch-prepare" className="flex flex-col gap-2">
      <h2 id="watch-prepare" className="text-lg">
        {t('title')}
      </h2>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>
          <Link
            href={`/test-playback?event=${slug}`}
            className="inline-flex min-h-6 items-center text-accent underline underline-offset-4 hover:text-accent-hover"
          >
            {t('test')}
          </Link>
          <span className="block text-sm text-text-muted">{t('testHint')}</span>
          {children}
        </li>
        <li>{t('sound')}</li>
        <li>{t('power')}</li>
      </ul>
    </section>
  );
}
