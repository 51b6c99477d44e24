import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { MessagePage } from './message-page';
import { PortalFrame } from './portal-frame';

/** The page of every address that leads nowhere, with header and footer. */
export function NotFoundPage() {
  const t = useTranslations('notFound');
  const actions = (
    <>
      <ButtonLink href="/">{t('home')}</ButtonLink>
      <ButtonLink href="/tickets" variant="secondary">
        {t('tickets')}
      </ButtonLink>
      <ButtonLink href="/help" variant="quiet">
        {t('help')}
      </ButtonLink>
    </>
  );
  return (
    <PortalFrame>
      <MessagePage eyebrow={t('eyebrow')} title={t('title')} actions={actions}>
        <p>{t('text')}</p>
      </MessagePage>
    </PortalFrame>
  );
}
