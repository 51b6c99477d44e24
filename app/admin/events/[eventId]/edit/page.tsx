import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { EventForm } from '@/components/staff/event-form/event-form';
import { StaffFrame } from '@/components/staff/staff-frame';
import { Link } from '@/components/ui/link';
import { currentStaff } from '@/lib/auth/staff';
import { inLocale } from '@/lib/domain/localized-text';
import { runtime } from '@/lib/runtime';
import { readEventPlan } from '@/lib/staff/read-event-plan';
import { readPlanLimits } from '@/lib/staff/read-plan-limits';
import { idOrNotFound } from '../../../id-or-not-found';
import { saveEventForm } from '../../actions';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  if ((await currentStaff('edit_events')) === undefined) notFound();
  const t = await getTranslations('admin.eventForm');
  return { title: t('editTitle') };
}

export default async function EditEventPage({ params }: PageProps<'/admin/events/[eventId]/edit'>) {
  const staff = (await currentStaff('edit_events')) ?? notFound();
  const { db } = runtime();
  const { plan, version } =
    (await readEventPlan(db, staff, idOrNotFound((await params).eventId))) ?? notFound();
  const t = await getTranslations('admin');
  const { common, fault, admin } = await getMessages();
  const { events, eventForm, people } = admin;
  return (
    <StaffFrame staff={staff}>
      <div className="flex flex-col gap-2">
        <Link
          href={`/admin/events/${plan.id}`}
          className="inline-flex min-h-11 items-center underline underline-offset-4"
        >
          {t('eventForm.save.back')}
        </Link>
        <h1 className="text-2xl sm:text-3xl">{t('eventForm.editTitle')}</h1>
        <p className="text-text-muted">
          {inLocale(plan.title, await getLocale())}・
          {t('events.versioned', { state: t(`events.state.${plan.state}`), version })}
        </p>
        <p className="text-text-muted">{t('eventForm.editLead')}</p>
      </div>
      <NextIntlClientProvider messages={{ common, fault, admin: { events, eventForm, people } }}>
        <EventForm
          action={saveEventForm}
          plan={plan}
          version={version}
          limits={await readPlanLimits(db, staff, plan)}
          timeZones={Intl.supportedValuesOf('timeZone')}
        />
      </NextIntlClientProvider>
    </StaffFrame>
  );
}
