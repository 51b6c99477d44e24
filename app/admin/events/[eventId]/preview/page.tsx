import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { hasLocale } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import { PreviewFrame } from '@/components/staff/preview-frame';
import { StaffFrame } from '@/components/staff/staff-frame';
import { Link } from '@/components/ui/link';
import { currentStaff } from '@/lib/auth/staff';
import { inLocale } from '@/lib/domain/localized-text';
import { runtime } from '@/lib/runtime';
import { readPreview } from '@/lib/staff/read-preview';
import { routing } from '@/messages/routing';
import { idOrNotFound } from '../../../id-or-not-found';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  if ((await currentStaff('edit_events')) === undefined) notFound();
  const t = await getTranslations('admin.preview');
  return { title: t('title') };
}

export default async function PreviewPage({
  params,
  searchParams,
}: PageProps<'/admin/events/[eventId]/preview'>) {
  const staff = (await currentStaff('edit_events')) ?? notFound();
  const eventId = idOrNotFound((await params).eventId);
  const { lang, at, width } = await searchParams;
  const { db, now } = runtime();
  const { event, moment, moments } = (await readPreview(db, staff, { eventId, at, now })) ?? notFound();
  const t = await getTranslations('admin.preview');
  return (
    <StaffFrame staff={staff}>
      <div className="flex flex-col gap-2">
        <Link
          href={`/admin/events/${eventId}`}
          className="inline-flex min-h-11 items-center underline underline-offset-4"
        >
          {t('back')}
        </Link>
        <h1 className="text-2xl sm:text-3xl">
          {t('title')}：{inLocale(event.title, await getLocale())}
        </h1>
        <p className="max-w-prose text-text-muted">{t('lead')}</p>
      </div>
      <PreviewFrame
        address={`/admin/events/${eventId}/preview`}
        chosen={{
          lang: hasLocale(routing.locales, lang) ? lang : routing.defaultLocale,
          width: width === 'desktop' ? width : 'phone',
          moment,
        }}
        moments={moments}
        timeZone={event.timeZone}
      />
    </StaffFrame>
  );
}
