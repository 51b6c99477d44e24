import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SearchBox } from '@/components/staff/search-box';
import { SearchCodes } from '@/components/staff/search-codes';
import { SearchPeople } from '@/components/staff/search-people';
import { SearchPages, SearchResults } from '@/components/staff/search-results';
import { NoOrders, SearchSummary } from '@/components/staff/search-summary';
import { StaffFrame } from '@/components/staff/staff-frame';
import { currentStaff } from '@/lib/auth/staff';
import { idSchema } from '@/lib/http/id-schema';
import { isFromElsewhere } from '@/lib/http/same-origin';
import { runtime } from '@/lib/runtime';
import { type CaseHit, onlyHit, searchCases } from '@/lib/staff/search';

// Nothing of these pages may be made by the build or kept.
export const dynamic = 'force-dynamic';

/** Behind the page's guard too: the title of a page that does not exist must not tell what it is. */
export async function generateMetadata(): Promise<Metadata> {
  if ((await currentStaff()) === undefined) notFound();
  const t = await getTranslations('admin.search');
  return { title: t('title') };
}

export default async function AdminPage({ searchParams }: PageProps<'/admin'>) {
  const staff = (await currentStaff()) ?? notFound();
  const { q, before, open } = await searchParams;
  const typed = typeof q === 'string' ? q : '';
  const result = await searchCases(runtime().db, staff, {
    typed,
    before: idSchema.safeParse(before).data,
    now: runtime().now,
  });
  // A case is opened, which is a look of its own, by our search box and not by another site.
  const mayOpen = open !== undefined && !isFromElsewhere(await headers());
  const hit = mayOpen ? onlyHit(result) : undefined;
  // Without `open` the way back from there leads to the list and not here again.
  if (hit !== undefined) redirect(`${addressOf(hit)}?q=${encodeURIComponent(typed)}`);
  const { query, orders, people, codes, olderThan } = result;
  const t = await getTranslations('admin.search');
  const isEmpty = orders.length + people.length === 0;
  return (
    <StaffFrame staff={staff}>
      <h1 className="text-2xl sm:text-3xl">{t('title')}</h1>
      <SearchBox typed={typed} hasFocus={query.kind === 'empty' || isEmpty} />
      <SearchCodes codes={codes} typed={typed} />
      <section aria-labelledby="results" className="flex flex-col gap-4">
        <SearchSummary
          kind={query.kind}
          count={orders.length}
          isFirst={before === undefined}
          hasMore={olderThan !== undefined}
          isShort={result.isShort}
        />
        {orders.length > 0 && <SearchResults typed={typed} orders={orders} />}
        {isEmpty && <NoOrders typed={typed} kind={query.kind} hasCode={codes.length > 0} />}
        <SearchPages typed={typed} isFirst={before === undefined} olderThan={olderThan} />
      </section>
      <SearchPeople people={people} hasMore={result.hasMorePeople} typed={typed} />
    </StaffFrame>
  );
}

function addressOf(hit: CaseHit): `/admin/orders/${string}` | `/admin/viewers/${string}` {
  return 'orderId' in hit ? `/admin/orders/${hit.orderId}` : `/admin/viewers/${hit.viewerId}`;
}
