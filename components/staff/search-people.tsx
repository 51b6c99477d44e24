import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import { EventTime } from './event-time';
import { RecordTable } from './record-table';

export interface PersonHit {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly createdAt: Date;
}

interface SearchPeopleProps {
  readonly people: readonly PersonHit[];
  readonly hasMore: boolean;
  readonly typed: string;
}

/** Of the people here, who have no event yet: that of the house. */
const zone = 'Asia/Tokyo';

/** People who have signed in and never ordered. Nothing where there are none. */
export function SearchPeople({ people, hasMore, typed }: SearchPeopleProps) {
  const t = useTranslations('admin.search.people');
  if (people.length === 0) return null;
  return (
    <section aria-labelledby="people" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h2 id="people" className="text-xl">
          {t('title')}
        </h2>
        <p className="text-sm text-text-muted">{hasMore ? t('more') : t('text')}</p>
      </div>
      <RecordTable
        labelledBy="people"
        columns={(['mail', 'name', 'since'] as const).map((key) => ({ key, label: t(key) }))}
        rows={people.map((person) => ({
          key: person.id,
          cells: [
            <Link
              key="mail"
              data-row-link
              href={`/admin/viewers/${person.id}?q=${encodeURIComponent(typed)}`}
              className="inline-flex min-h-11 items-center wrap-anywhere text-accent underline underline-offset-4 hover:text-accent-hover lg:min-h-6"
            >
              {person.email}
            </Link>,
            person.name ?? '',
            <EventTime key="since" at={person.createdAt} timeZone={zone} />,
          ],
        }))}
      />
    </section>
  );
}
