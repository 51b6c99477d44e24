import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { ConfirmScreen } from '@/components/screen/confirm-screen';
import { ScreenRefusalNotice } from '@/components/screen/screen-refusal-notice';
import { ButtonLink } from '@/components/ui/button-link';
import { signInPath } from '@/lib/auth/sign-in-path';
import { currentViewer } from '@/lib/auth/viewer';
import { inLocale } from '@/lib/domain/localized-text';
import { findScreenLink } from '@/lib/playback/find-screen-link';
import { listOpenDays } from '@/lib/playback/list-open-days';
import { runtime } from '@/lib/runtime';
import { goTo } from '../../../go-to';
import { confirmScreen } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('screen');
  return { title: t('title'), robots: { index: false } };
}

/** Where the QR code of a waiting screen leads a viewer. */
export default async function ConfirmScreenPage({ params }: PageProps<'/[locale]/screen/[code]'>) {
  const { locale, code } = await params;
  const viewer = (await currentViewer()) ?? goTo(signInPath(`/screen/${encodeURIComponent(code)}`, locale));
  const { db, now } = runtime();
  const found = await findScreenLink(db, viewer, { typed: code, now });
  const days = await listOpenDays(db, viewer, now);
  const { common, fault, screen } = await getMessages();
  const t = await getTranslations('screen');
  return (
    <div className="flex max-w-prose flex-col gap-6">
      <h1 className="text-3xl sm:text-4xl">{t('title')}</h1>
      <NextIntlClientProvider messages={{ common, fault, screen }}>
        {!found.ok && (
          <ScreenRefusalNotice refused={{ reason: found.reason }}>
            <ButtonLink href="/screen">{t('again')}</ButtonLink>
          </ScreenRefusalNotice>
        )}
        {found.ok && days.length === 0 && (
          <ScreenRefusalNotice refused={{ reason: 'no_open_day' }}>
            <ButtonLink href="/tickets">{t('confirm.tickets')}</ButtonLink>
          </ScreenRefusalNotice>
        )}
        {found.ok && days.length > 0 && (
          <ConfirmScreen
            code={found.screen.code}
            device={found.screen.device}
            days={days.map(({ id, title, eventTitle }) => ({
              id,
              title: inLocale(title, locale),
              eventTitle: inLocale(eventTitle, locale),
            }))}
            confirm={confirmScreen}
          />
        )}
      </NextIntlClientProvider>
    </div>
  );
}
