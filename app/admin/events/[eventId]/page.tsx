import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { EventFileForm } from '@/components/staff/event-file-form';
import { EventPlanSummary } from '@/components/staff/event-plan-summary';
import { PublishEvent } from '@/components/staff/publish-event';
import { PublishReadiness } from '@/components/staff/publish-readiness';
import { StaffFrame } from '@/components/staff/staff-frame';
import { buttonClass } from '@/components/ui/button-class';
import { ButtonLink } from '@/components/ui/button-link';
import { Link } from '@/components/ui/link';
import { currentStaff } from '@/lib/auth/staff';
import { inLocale } from '@/lib/domain/localized-text';
import { publishHintsOf } from '@/lib/domain/publish-hints';
import { runtime } from '@/lib/runtime';
import { readEventPlan } from '@/lib/staff/read-event-plan';
import { listPublishProblems } from '@/lib/staff/read-plan-limits';
import { idOrNotFound } from '../../id-or-not-found';
import { saveEventFile, setEventState } from '../actions';

export const dynamic = 'force-dynamic';

/** Once per rendering, for the page and its title; both are behind the same guard. */
const loadPlan = cache(async (eventId: string) => {
  const staff = (await currentStaff('edit_events')) ?? notFound();
  return { staff, stored: (await readEventPlan(runtime().db, staff, eventId)) ?? notFound() };
});

export async function generateMetadata({ params }: PageProps<'/admin/events/[eventId]'>): Promise<Metadata> {
  const { stored } = await loadPlan(idOrNotFound((await params).eventId));
  return { title: inLocale(stored.plan.title, await getLocale()) };
}

export default async function EventPage({ params }: PageProps<'/admin/events/[eventId]'>) {
  const { staff, stored } = await loadPlan(idOrNotFound((await params).eventId));
  const { plan, version } = stored;
  const t = await getTranslations('admin');
  const { common, fault, admin } = await getMessages();
  const { db, now } = runtime();
  const { act, events, eventForm, people } = admin;
  return (
    <StaffFrame staff={staff}>
      <div className="flex flex-col gap-2">
        <Link href="/admin/events" className="inline-flex min-h-11 items-center underline underline-offset-4">
          {t('events.back')}
        </Link>
        <h1 className="text-2xl sm:text-3xl">{inLocale(plan.title, await getLocale())}</h1>
        <p className="text-text-muted">
          {t('events.versioned', { state: t(`events.state.${plan.state}`), version })}
        </p>
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={`/admin/events/${plan.id}/edit`}>{t('eventForm.edit')}</ButtonLink>
          <ButtonLink href={`/admin/events/${plan.id}/preview`} variant="secondary">
            {t('preview.title')}
          </ButtonLink>
        </div>
      </div>
      <PublishReadiness
        plan={plan}
        problems={await listPublishProblems(db, staff, plan)}
        hints={publishHintsOf(plan, now)}
      >
        <NextIntlClientProvider messages={{ common, fault, admin: { act, eventForm } }}>
          <PublishEvent action={setEventState} eventId={plan.id} version={version} state={plan.state} />
        </NextIntlClientProvider>
      </PublishReadiness>
      <EventPlanSummary plan={plan} />
      <section aria-labelledby="event-file" className="flex flex-col gap-3">
        <h2 id="event-file" className="text-xl">
          {t('events.file.title')}
        </h2>
        <p className="max-w-prose text-text-muted">{t('events.file.text')}</p>
        <a
          href={`/admin/events/${plan.id}/file`}
          download
          className={`self-start ${buttonClass('secondary')}`}
        >
          {t('events.file.download')}
        </a>
        <NextIntlClientProvider messages={{ common, fault, admin: { events, people } }}>
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
