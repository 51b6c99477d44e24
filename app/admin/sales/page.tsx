import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SalesExports } from '@/components/staff/sales-exports';
import { SalesFilter } from '@/components/staff/sales-filter';
import { SalesReadiness } from '@/components/staff/sales-readiness';
import { SalesRules } from '@/components/staff/sales-rules';
import { SalesStanding } from '@/components/staff/sales-standing';
import { SalesTables } from '@/components/staff/sales-tables';
import { StaffFrame } from '@/components/staff/staff-frame';
import { Notice } from '@/components/ui/notice';
import { currentStaff } from '@/lib/auth/staff';
import { parseDayRange, wholeTime } from '@/lib/domain/day-range';
import { hasPower } from '@/lib/domain/staff-role';
import { runtime } from '@/lib/runtime';
import { listSalesEvents, readSales } from '@/lib/staff/sales-report';
import { textParam } from '../text-param';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  if ((await currentStaff('see_sales')) === undefined) notFound();
  const t = await getTranslations('admin.sales');
  return { title: t('title') };
}

export default async function SalesPage({ searchParams }: PageProps<'/admin/sales'>) {
  const staff = (await currentStaff('see_sales')) ?? notFound();
  const params = await searchParams;
  const typed = { from: textParam(params.from), to: textParam(params.to) };
  const asked = parseDayRange(typed);
  const range = asked ?? wholeTime;
  const { db } = runtime();
  const t = await getTranslations('admin.sales');
  const events = await listSalesEvents(db, staff);
  const wanted = textParam(params.event);
  const event = wanted === '' ? events[0] : (events.find(({ id }) => id === wanted) ?? notFound());
  if (event === undefined) {
    return (
      <StaffFrame staff={staff}>
        <h1 className="text-2xl sm:text-3xl">{t('title')}</h1>
        <Notice tone="info" title={t('none.title')}>
          {t('none.text')}
        </Notice>
      </StaffFrame>
    );
  }
  const { sales, standing, readiness, types } = await readSales(db, staff, { event, range });
  return (
    <StaffFrame staff={staff}>
      <div className="flex flex-col gap-2">
        <h1 className="text-2xl sm:text-3xl">{t('title')}</h1>
        <p className="text-text-muted">{t('lead', { zone: event.timeZone })}</p>
      </div>
      <SalesFilter events={events} eventId={event.id} {...typed} isWrong={asked === undefined} />
      {sales.length === 0 && <p>{t('nothing')}</p>}
      {sales.map((own) => (
        <SalesTables key={own.currency} sales={own} range={range} types={types} />
      ))}
      <SalesStanding standing={standing} range={range} />
      <SalesReadiness days={readiness} />
      {hasPower(staff.roles, 'export') && <SalesExports eventId={event.id} range={range} />}
      <SalesRules />
    </StaffFrame>
  );
}
