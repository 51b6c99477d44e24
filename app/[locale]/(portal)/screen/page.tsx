import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { EnterCode } from '@/components/screen/enter-code';
import { WaitingScreen } from '@/components/screen/waiting-screen';
import { Link } from '@/components/ui/link';
import { currentViewer } from '@/lib/auth/viewer';
import { env } from '@/lib/config/env';
import { localizedPath } from '@/messages/localized-path';
import { enterCode } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('screen');
  return { title: t('title'), robots: { index: false } };
}

/** Both ends of moving a show: who is signed in types a code, a browser that nobody is signed in on shows one. */
export default async function ScreenPage() {
  const locale = await getLocale();
  const viewer = await currentViewer();
  const { common, fault, screen } = await getMessages();
  const t = await getTranslations('screen');
  const { origin } = new URL(env().APP_URL);
  const here = localizedPath('/screen', locale);
  return (
    <div className={`flex flex-col gap-6 ${viewer === undefined ? '' : 'max-w-prose'}`}>
      <div className="flex flex-col gap-3">
        <h1 className="text-3xl sm:text-4xl">{t('title')}</h1>
        <p className="max-w-prose">{t(viewer === undefined ? 'show.lead' : 'enter.lead')}</p>
      </div>
      <NextIntlClientProvider messages={{ common, fault, screen }}>
        {viewer === undefined ? (
          <WaitingScreen origin={origin} />
        ) : (
          <>
            <ol className="flex list-decimal flex-col gap-2 pl-6">
              <li>
                {t.rich('enter.steps.open', {
                  address: (origin + here).replace(/^https?:\/\//, ''),
                  b: (text) => <strong className="break-all">{text}</strong>,
                })}
              </li>
              <li>{t('enter.steps.scan')}</li>
            </ol>
            <EnterCode enter={enterCode} />
          </>
        )}
      </NextIntlClientProvider>
      <p className="max-w-prose border-t border-border pt-6 text-sm text-text-muted">
        {viewer === undefined ? t('show.signInText') : t('enter.here', { email: viewer.email })}{' '}
        {viewer === undefined ? (
          <Link href={`/sign-in?next=${encodeURIComponent(here)}`}>{t('show.signIn')}</Link>
        ) : (
          <Link href="/tickets">{t('enter.tickets')}</Link>
        )}
      </p>
    </div>
  );
}
