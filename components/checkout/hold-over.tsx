import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';

/** The hold ran out while the page was open. */
export function HoldOver({ slug }: { readonly slug: string }) {
  const t = useTranslations('checkout.problem.expired');
  return (
    <Notice tone="danger" title={t('title')}>
      <div className="flex flex-col items-start gap-2">
        <p>{t('text')}</p>
        <ButtonLink href={`/checkout/${encodeURIComponent(slug)}`}>{t('action')}</ButtonLink>
      </div>
    </Notice>
  );
}
