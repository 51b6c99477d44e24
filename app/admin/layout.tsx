import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import '../globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin');
  return { title: { default: t('title'), template: '%s | Stagedoor' }, robots: { index: false } };
}

export default async function AdminLayout({ children }: LayoutProps<'/admin'>) {
  return (
    <html lang={await getLocale()}>
      <body>{children}</body>
    </html>
  );
}
