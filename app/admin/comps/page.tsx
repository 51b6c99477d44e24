import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { CompForm } from '@/components/staff/comp-form';
import { CompList } from '@/components/staff/comp-list';
import { StaffFrame } from '@/components/staff/staff-frame';
import { Link } from '@/components/ui/link';
import { currentStaff } from '@/lib/auth/staff';
import { inLocale } from '@/lib/domain/localized-text';
import { idSchema } from '@/lib/http/id-schema';
import { runtime } from '@/lib/runtime';
import { compsLeft } from '@/lib/staff/grant-comp';
import { listCompChoices, listComps } from '@/lib/staff/list-comps';
import { grant, withdraw } from './actions';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  if ((await currentStaff('grant_comp')) === undefined) notFound();
  const t = await getTranslations('admin.comps');
  return { title: t('title') };
}

export default async function CompsPage({ searchParams }: PageProps<'/admin/comps'>) {
  const staff = (await currentStaff('grant_comp')) ?? notFound();
  const { data: before } = idSchema.optional().safeParse((await searchParams).before);
  const { db, now } = runtime();
  const { rows, hasMore } = await listComps(db, staff, { before, now });
  const choices = await listCompChoices(db, now);
  const left = await compsLeft(db, staff, now);
  const locale = await getLocale();
  const t = await getTranslations('admin.comps');
  const { common, fault, admin } = await getMessages();
  const { people, comps } = admin;
  return (
    <StaffFrame staff={staff}>
      <h1 className="text-2xl sm:text-3xl">{t('title')}</h1>
      <NextIntlClientProvider messages={{ common, fault, admin: { people, comps } }}>
        <section aria-labelledby="give" className="flex flex-col gap-3">
          <h2 id="give" className="text-xl">
            {t('grant.title')}
          </h2>
          <p className="text-text-muted">{t('left', { count: left })}</p>
          {choices.length === 0 && <p>{t('grant.noTickets')}</p>}
          {choices.length > 0 && (
            <CompForm
              action={grant}
              actKey={crypto.randomUUID()}
              choices={choices.map(({ id, eventTitle, name, seatsLeft }) => ({
                id,
                label: `${inLocale(eventTitle, locale)} / ${inLocale(name, locale)}`,
                seatsLeft,
              }))}
            />
          )}
        </section>
        <CompList rows={rows.map((row) => ({ ...row, actKey: crypto.randomUUID() }))} action={withdraw} />
      </NextIntlClientProvider>
      {hasMore && <Link href={`/admin/comps?before=${rows.at(-1)?.id ?? ''}`}>{t('list.older')}</Link>}
    </StaffFrame>
  );
}
