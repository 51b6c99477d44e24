import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';

/** From a small screen to a large one, without signing in there. */
export function MoveScreenLink() {
  const t = useTranslations('watch');
  return (
    <div>
      <ButtonLink href="/screen" variant="secondary">
        {t('moveScreen')}
      </ButtonLink>
    </div>
  );
}
