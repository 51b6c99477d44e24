import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { EventFileForm } from '@/components/staff/event-file-form';
import { EventPlanSummary } from '@/components/staff/event-plan-summary';
import { StaffFrame } from '@/components/staff/staff-frame';
import { buttonClass } from '@/components/ui/button-class';
import { Link } from '@/components/ui/link';
import { currentStaff } from '@/lib/auth/staff';
import { inLocale } from '@/lib/domain/localized-text';
import { runtime } from '@/lib/runtime';
import { readEventPlan } from '@/lib/staff/read-event-plan';
import { saveEventFile } from '../actions';

export const dynamic = 'force-dynamic';

/** Once per rendering, for the page and its title; both are behind the same guard. */
const loadPlan = cache(async (eventId: string) => {
  const staff = (await currentStaff('edit_events')) ?? notFound();
  return { staff, stored: (await readEventPlan(runtime().db, staff, eventId)) ?? notFound() };
});

export async function generateMetadata({ params }: PageProps<'/admin/events/[eventId]'>): Promise<Metadata> {
  const { stored } = await loadPlan((await params).eventId);
  return { title: inLocale(stored.plan.title, await getLocale()) };
}

export default async function EventPage({ params }: PageProps<'/admin/events/[eventId]'>) {
  const { staff, stored } = await loadPlan((await params).eventId);
  const { plan, version } = stored;
  const t = await getTranslations('admin.events');
  const { common, fault, admin } = await getMessages();
  return (
    <StaffFrame staff={staff}>
      <div className="flex flex-col gap-2">
        <Link href="/admin/events" className="inline-flex min-h-11 items-center underline underline-offset-4">
          {t('back')}
        </Link>
        <h1 className="text-2xl sm:text-3xl">{inLocale(plan.title, await getLocale())}</h1>
        <p className="text-text-muted">{t('versioned', { state: t(`state.${plan.state}`), version })}</p>
      </div>
      <EventPlanSummary plan={plan} />
      <section aria-labelledby="event-file" className="flex flex-col gap-3">
        <h2 id="event-file" className="text-xl">
          {t('file.title')}
        </h2>
        <p className="max-w-prose text-text-muted">{t('file.text')}</p>
        <a
          href={`/admin/events/${plan.id}/file`}
          download
          className={`self-start ${buttonClass('secondary')}`}
        >
          {t('file.download')}
        </a>
        <NextIntlClientProvider
          messages={{ common, fault, admin: { events: admin.events, people: admin.people } }}
        >
          <EventFileForm
            action={saveEventFile}
            actKey={crypto.randomUUID()}
            event={{ id: plan.id, version }}
          />
        </NextIntlClientProvider>
      </section>
    </StaffFrame>
  );
}
