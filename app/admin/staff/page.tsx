import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { RoleForm } from '@/components/staff/role-form';
import { StaffFrame } from '@/components/staff/staff-frame';
import { StaffMembers } from '@/components/staff/staff-members';
import { StaffSources } from '@/components/staff/staff-sources';
import { currentStaff } from '@/lib/auth/staff';
import { runtime } from '@/lib/runtime';
import { listStaff } from '@/lib/staff/list-staff';
import { setRoles } from './actions';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  if ((await currentStaff('manage_staff')) === undefined) notFound();
  const t = await getTranslations('admin.people');
  return { title: t('title') };
}

export default async function StaffPage() {
  const staff = (await currentStaff('manage_staff')) ?? notFound();
  const { configured, groups, members } = await listStaff(runtime().db, staff);
  const t = await getTranslations('admin.people');
  const { common, fault, admin } = await getMessages();
  return (
    <StaffFrame staff={staff}>
      <h1 className="text-2xl sm:text-3xl">{t('title')}</h1>
      <NextIntlClientProvider messages={{ common, fault, admin: { people: admin.people } }}>
        <StaffMembers
          members={members.map((member) => ({ ...member, actKey: crypto.randomUUID() }))}
          action={setRoles}
        />
        <section aria-labelledby="add-staff" className="flex flex-col gap-3">
          <h2 id="add-staff" className="text-xl">
            {t('add.title')}
          </h2>
          <RoleForm action={setRoles} actKey={crypto.randomUUID()} />
        </section>
      </NextIntlClientProvider>
      <StaffSources configured={configured} groups={groups} />
    </StaffFrame>
  );
}
