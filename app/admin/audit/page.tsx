import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuditActs } from '@/components/staff/audit-acts';
import { auditAddress } from '@/components/staff/audit-address';
import { AuditFilterForm } from '@/components/staff/audit-filter';
import { AuditLooks } from '@/components/staff/audit-looks';
import { AuditTabs } from '@/components/staff/audit-tabs';
import { StaffFrame } from '@/components/staff/staff-frame';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { currentStaff, type Staff } from '@/lib/auth/staff';
import { parseAuditFilter } from '@/lib/domain/audit-filter';
import { idSchema } from '@/lib/http/id-schema';
import { runtime } from '@/lib/runtime';
import { type AuditQuestion, listActs } from '@/lib/staff/list-acts';
import { listLooks } from '@/lib/staff/list-looks';
import { listSalesEvents } from '@/lib/staff/sales-report';
import { textParam } from '../text-param';
import { typedFilter } from './typed-filter';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  if ((await currentStaff('see_audit')) === undefined) notFound();
  const t = await getTranslations('admin.audit');
  return { title: t('title') };
}

export default async function AuditPage({ searchParams }: PageProps<'/admin/audit'>) {
  const staff = (await currentStaff('see_audit')) ?? notFound();
  const params = await searchParams;
  const tab = params.tab === 'looks' ? 'looks' : 'acts';
  const typed = typedFilter(params);
  const { filter, problems } = parseAuditFilter(typed);
  const before = idSchema.safeParse(textParam(params.before)).data;
  const { db, now } = runtime();
  const t = await getTranslations('admin.audit');
  const { table, count, oldest } = await readPage(staff, tab, { filter, before, now });
  const tabParam: Readonly<Record<string, string>> = tab === 'looks' ? { tab } : {};
  return (
    <StaffFrame staff={staff}>
      <div className="flex flex-col gap-2">
        <h1 className="text-2xl sm:text-3xl">{t('title')}</h1>
        <p className="max-w-prose text-text-muted">{t('lead')}</p>
      </div>
      <AuditTabs tab={tab} typed={typed} />
      <AuditFilterForm
        tab={tab}
        typed={typed}
        problems={problems}
        events={await listSalesEvents(db, staff)}
      />
      <section aria-labelledby="records" className="flex flex-col gap-4">
        <h2 id="records" className="text-xl">
          {t(`tab.${tab}`)}
        </h2>
        {problems.length === 0 && (
          <p>
            <Link href={auditAddress(`/admin/audit/${tab}.csv`, typed)} download>
              {t('download')}
            </Link>
          </p>
        )}
        {count === 0 && <Notice tone="info" title={t('none')} />}
        {count > 0 && table}
        <p className="flex flex-wrap gap-x-6">
          {oldest !== undefined && (
            <Link href={auditAddress('/admin/audit', typed, { ...tabParam, before: oldest })}>
              {t('older')}
            </Link>
          )}
          {before !== undefined && (
            <Link href={auditAddress('/admin/audit', typed, tabParam)}>{t('newest')}</Link>
          )}
        </p>
      </section>
    </StaffFrame>
  );
}

/** `oldest`: the last of them, where there are older ones. */
async function readPage(staff: Staff, tab: 'acts' | 'looks', question: AuditQuestion) {
  const { db } = runtime();
  if (tab === 'looks') {
    const { rows, hasMore } = await listLooks(db, staff, question);
    const oldest = hasMore ? rows.at(-1)?.id.toString() : undefined;
    return { table: <AuditLooks labelledBy="records" looks={rows} />, count: rows.length, oldest };
  }
  const { rows, hasMore } = await listActs(db, staff, question);
  const oldest = hasMore ? rows.at(-1)?.id : undefined;
  return { table: <AuditActs labelledBy="records" acts={rows} />, count: rows.length, oldest };
}
