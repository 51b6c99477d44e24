import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { hasLocale } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { ErrorWordsProvider } from '@/components/layout/error-words';
import { errorWords } from '@/components/layout/error-words-in';
import { routing } from '@/messages/routing';
import '../globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('layout');
  return {
    title: { default: t('title'), template: `%s | ${t('title')}` },
    description: t('description'),
  };
}

export default async function LocaleLayout({ children, params }: LayoutProps<'/[locale]'>) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  return (
    <html lang={locale}>
      <body>
        <ErrorWordsProvider words={await errorWords()}>{children}</ErrorWordsProvider>
      </body>
    </html>
  );
}
