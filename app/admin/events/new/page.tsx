import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { EventForm } from '@/components/staff/event-form/event-form';
import { StaffFrame } from '@/components/staff/staff-frame';
import { Link } from '@/components/ui/link';
import { currentStaff } from '@/lib/auth/staff';
import { newEventPlan } from '@/lib/domain/new-event-plan';
import { newId } from '@/lib/ids';
import { runtime } from '@/lib/runtime';
import { readPlanLimits } from '@/lib/staff/read-plan-limits';
import { saveEventForm } from '../actions';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  if ((await currentStaff('edit_events')) === undefined) notFound();
  const t = await getTranslations('admin.eventForm');
  return { title: t('newTitle') };
}

export default async function NewEventPage() {
  const staff = (await currentStaff('edit_events')) ?? notFound();
  const plan = newEventPlan(newId('evt'), 'Asia/Tokyo');
  const t = await getTranslations('admin');
  const { common, fault, admin } = await getMessages();
  const { events, eventForm, people } = admin;
  return (
    <StaffFrame staff={staff}>
      <div className="flex flex-col gap-2">
        <Link href="/admin/events" className="inline-flex min-h-11 items-center underline underline-offset-4">
          {t('events.back')}
        </Link>
        <h1 className="text-2xl sm:text-3xl">{t('eventForm.newTitle')}</h1>
        <p className="text-text-muted">{t('eventForm.newLead')}</p>
      </div>
      <NextIntlClientProvider messages={{ common, fault, admin: { events, eventForm, people } }}>
        <EventForm
          action={saveEventForm}
          plan={plan}
          limits={await readPlanLimits(runtime().db, staff, plan)}
          timeZones={Intl.supportedValuesOf('timeZone')}
        />
      </NextIntlClientProvider>
    </StaffFrame>
  );
}
