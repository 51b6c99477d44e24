import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatDateTime } from '@/components/ui/format-date-time';
import { Link } from '@/components/ui/link';
import { draftPath } from '@/lib/domain/draft-place';
import { draftOf } from '@/lib/domain/event-draft';
import type { EventPlan, PlanProblem } from '@/lib/domain/event-plan';
import { inLocale } from '@/lib/domain/localized-text';
import type { PublishHint } from '@/lib/domain/publish-hints';
import { useDraftLabel } from './event-form/use-draft-label';

interface PublishReadinessProps {
  readonly plan: EventPlan;
  /** What would keep it from being published. */
  readonly problems: readonly PlanProblem[];
  readonly hints: readonly PublishHint[];
  /** The step itself. */
  readonly children: ReactNode;
}

/** What the audience sees or will see, what is missing for it, and the step between draft and published. */
export function PublishReadiness({ plan, problems, hints, children }: PublishReadinessProps) {
  const t = useTranslations('admin.eventForm.publish');
  const path = `/events/${plan.slug}`;
  return (
    <section aria-labelledby="publishing" className="flex flex-col items-start gap-3">
      <h2 id="publishing" className="text-xl">
        {t('title')}
      </h2>
      {plan.state === 'draft' ? (
        <>
          <p>{t('draftLead')}</p>
          <Shown plan={plan} />
        </>
      ) : (
        <p>
          {t('publishedLead')} <Link href={path}>{path}</Link>
        </p>
      )}
      <Missing plan={plan} problems={problems} />
      {hints.length > 0 && <Hints hints={hints} />}
      <div className="flex flex-wrap items-center gap-4">{children}</div>
    </section>
  );
}

function Shown({ plan }: { readonly plan: EventPlan }) {
  const t = useTranslations('admin.eventForm.publish');
  const locale = useLocale();
  const { timeZone } = plan;
  const first = (moments: readonly Date[]) => {
    const [at] = moments.toSorted((a, b) => a.getTime() - b.getTime());
    return at === undefined ? '—' : formatDateTime({ at, timeZone, locale });
  };
  const shows = plan.days.filter(({ access }) => access === 'ticket');
  const days = { count: shows.length, from: first(shows.map(({ startsAt }) => startsAt)) };
  const types = {
    count: plan.ticketTypes.length,
    from: first(plan.ticketTypes.map(({ saleStartsAt }) => saleStartsAt)),
  };
  return (
    <div>
      <p>{t('shows')}</p>
      <ul className="list-disc pl-5">
        <li>{t('page', { path: `/events/${plan.slug}` })}</li>
        <li>{t('days', days)}</li>
        <li>{t('types', types)}</li>
      </ul>
    </div>
  );
}

function Missing({ plan, problems }: Pick<PublishReadinessProps, 'plan' | 'problems'>) {
  const t = useTranslations('admin');
  const draft = draftOf(plan);
  const labelOf = useDraftLabel(draft);
  if (problems.length === 0) return <p>{t('eventForm.publish.ready')}</p>;
  return (
    <div>
      <p className="font-bold text-danger">{t('eventForm.publish.problems')}</p>
      <ul className="list-disc pl-5">
        {problems.map(({ path, code }) => (
          <li key={`${path} ${code}`}>
            {t('eventForm.place.in', {
              place: labelOf(draftPath(path, draft)),
              label: t(`events.problem.${code}`),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Hints({ hints }: Pick<PublishReadinessProps, 'hints'>) {
  const t = useTranslations('admin.eventForm');
  const locale = useLocale();
  return (
    <div>
      <p className="font-bold">{t('publish.hints')}</p>
      <ul className="list-disc pl-5">
        {hints.map(({ code, name }) => {
          const says = t(`publish.hint.${code}`);
          const place = name && inLocale(name, locale);
          return (
            <li key={`${code} ${place ?? ''}`}>
              {place === undefined ? says : t('place.in', { place, label: says })}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
