import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ReadinessHits } from '@/components/staff/readiness-hits';
import { SearchBox } from '@/components/staff/search-box';
import { SearchResults } from '@/components/staff/search-results';
import { StaffFrame } from '@/components/staff/staff-frame';
import { currentStaff } from '@/lib/auth/staff';
import { runtime } from '@/lib/runtime';
import { findReadiness } from '@/lib/staff/find-readiness';
import { exactHit, searchOrders } from '@/lib/staff/search';

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
  const { q } = await searchParams;
  const typed = typeof q === 'string' ? q : '';
  const { db } = runtime();
  const result = await searchOrders(db, staff, typed);
  const hit = exactHit(result);
  if (hit !== undefined) redirect(`/admin/orders/${hit.id}`);
  const tests = await findReadiness(db, staff, typed);
  const t = await getTranslations('admin.search');
  return (
    <StaffFrame staff={staff}>
      <h1 className="text-2xl sm:text-3xl">{t('title')}</h1>
      <SearchBox typed={typed} hasFocus={result.query.kind === 'empty' || result.orders.length === 0} />
      <ReadinessHits hits={tests} />
      <SearchResults
        typed={typed}
        kind={result.query.kind}
        orders={result.orders}
        hasMore={result.hasMore && result.query.kind !== 'empty'}
      />
    </StaffFrame>
  );
}
