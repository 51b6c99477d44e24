import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { EventFileForm } from '@/components/staff/event-file-form';
import { EventList } from '@/components/staff/event-list';
import { StaffFrame } from '@/components/staff/staff-frame';
import { ButtonLink } from '@/components/ui/button-link';
import { currentStaff } from '@/lib/auth/staff';
import { runtime } from '@/lib/runtime';
import { listEventPlans } from '@/lib/staff/list-event-plans';
import { saveEventFile } from './actions';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  if ((await currentStaff('edit_events')) === undefined) notFound();
  const t = await getTranslations('admin.events');
  return { title: t('title') };
}

export default async function EventsPage() {
  const staff = (await currentStaff('edit_events')) ?? notFound();
  const t = await getTranslations('admin.events');
  const { common, fault, admin } = await getMessages();
  return (
    <StaffFrame staff={staff}>
      <h1 id="events" className="text-2xl sm:text-3xl">
        {t('title')}
      </h1>
      <div>
        <ButtonLink href="/admin/events/new">
          {(await getTranslations('admin.eventForm'))('create')}
        </ButtonLink>
      </div>
      <EventList events={await listEventPlans(runtime().db, staff)} />
      <section aria-labelledby="new-event" className="flex flex-col gap-3">
        <h2 id="new-event" className="text-xl">
          {t('new')}
        </h2>
        <p className="max-w-prose text-text-muted">{t('newText')}</p>
        <NextIntlClientProvider
          messages={{ common, fault, admin: { events: admin.events, people: admin.people } }}
        >
          <EventFileForm action={saveEventFile} actKey={crypto.randomUUID()} />
        </NextIntlClientProvider>
      </section>
    </StaffFrame>
  );
}
