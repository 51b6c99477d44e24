import { useTranslations } from 'next-intl';
import { CaseFact } from './case-fact';
import { CopyableId } from './copyable-id';
import { EventTime } from './event-time';
import { ProviderWord } from './timeline-play';

interface ViewerOverviewProps {
  readonly viewer: {
    readonly id: string;
    readonly email: string;
    readonly name: string | null;
    readonly createdAt: Date;
  };
  readonly logins: readonly { readonly provider: string; readonly since: Date }[];
  readonly timeZone: string;
}

/** Who it is, and how they sign in. */
export function ViewerOverview({ viewer, logins, timeZone }: ViewerOverviewProps) {
  const t = useTranslations('admin');
  return (
    <section aria-label={t('viewer.overview')} className="flex flex-col gap-4">
      <dl className="grid gap-x-8 gap-y-3 rounded-card border border-border bg-surface-raised p-4 sm:grid-cols-2 lg:grid-cols-3">
        <CaseFact label={t('viewer.email')}>
          <CopyableId id={viewer.email} />
        </CaseFact>
        <CaseFact label={t('viewer.name')}>{viewer.name ?? t('viewer.noName')}</CaseFact>
        <CaseFact label={t('viewer.logins')}>
          {logins.length === 0 && t('viewer.noLogins')}
          <ul>
            {logins.map(({ provider, since }) => (
              <li key={`${provider} ${since.toISOString()}`} className="flex flex-wrap gap-x-3">
                <ProviderWord provider={provider} />
                <EventTime at={since} timeZone={timeZone} />
              </li>
            ))}
          </ul>
        </CaseFact>
        <CaseFact label={t('viewer.since')}>
          <EventTime at={viewer.createdAt} timeZone={timeZone} />
        </CaseFact>
        <CaseFact label={t('viewer.id')}>
          <CopyableId id={viewer.id} />
        </CaseFact>
      </dl>
      <p className="text-sm text-text-muted">{t('order.zone', { zone: timeZone })}</p>
    </section>
  );
}
