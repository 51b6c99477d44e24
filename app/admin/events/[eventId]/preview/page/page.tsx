import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { hasLocale, NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import { EventPreview } from '@/components/staff/event-preview';
import { currentStaff } from '@/lib/auth/staff';
import { env } from '@/lib/config/env';
import { inLocale } from '@/lib/domain/localized-text';
import { runtime } from '@/lib/runtime';
import { readPreview } from '@/lib/staff/read-preview';
import { routing } from '@/messages/routing';
import { idOrNotFound } from '../../../../id-or-not-found';

export const dynamic = 'force-dynamic';

export async function generateMetadata({
  params,
}: PageProps<'/admin/events/[eventId]/preview/page'>): Promise<Metadata> {
  const staff = (await currentStaff('edit_events')) ?? notFound();
  const { db, now } = runtime();
  const eventId = idOrNotFound((await params).eventId);
  const { event } = (await readPreview(db, staff, { eventId, now })) ?? notFound();
  return { title: inLocale(event.title, 'ja') };
}

/** What stands in the frame of the preview: nothing but the audience's page. */
export default async function PreviewedPage({
  params,
  searchParams,
}: PageProps<'/admin/events/[eventId]/preview/page'>) {
  const staff = (await currentStaff('edit_events')) ?? notFound();
  const eventId = idOrNotFound((await params).eventId);
  const { lang, at } = await searchParams;
  const { db, now } = runtime();
  const shown = (await readPreview(db, staff, { eventId, at, now })) ?? notFound();
  const locale = hasLocale(routing.locales, lang) ? lang : routing.defaultLocale;
  const { common, layout, event } = await getMessages({ locale });
  return (
    <NextIntlClientProvider locale={locale} messages={{ common, layout, event }}>
      <EventPreview
        locale={locale}
        event={shown.event}
        state={shown.state}
        paymentMethods={env().PAYMENT_METHODS}
      />
    </NextIntlClientProvider>
  );
}
