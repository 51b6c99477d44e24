import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';

/** The invitation to try before buying. */
export function TestCall({ slug }: { readonly slug: string }) {
  const t = useTranslations('event.test');
  return (
    <section
      aria-labelledby="test"
      className="flex flex-col items-start gap-3 rounded-card border-2 border-accent bg-surface-raised p-4 sm:p-6"
    >
      <h2 id="test" className="text-xl">
        {t('title')}
      </h2>
      <p className="max-w-prose">{t('text')}</p>
      <ButtonLink href={`/test-playback?event=${encodeURIComponent(slug)}`} variant="secondary">
        {t('action')}
      </ButtonLink>
    </section>
  );
}
