import { getLocale, getTranslations } from 'next-intl/server';
import { SiteAnnouncements } from '@/components/event/site-announcements';
import { PortalFrame } from '@/components/layout/portal-frame';

export default async function PortalLayout({ children }: LayoutProps<'/[locale]'>) {
  const t = await getTranslations('event');
  return (
    <PortalFrame banner={<SiteAnnouncements label={t('announcements')} locale={await getLocale()} />}>
      {children}
    </PortalFrame>
  );
}
