import { useTranslations } from 'next-intl';
import type { StaffRole } from '@/lib/domain/staff-role';

interface StaffSourcesProps {
  readonly configured: readonly string[];
  readonly groups: readonly { readonly group: string; readonly role: StaffRole }[];
}

/** Roles that the configuration gives, which this page cannot change. */
export function StaffSources({ configured, groups }: StaffSourcesProps) {
  const t = useTranslations('admin.people');
  return (
    <>
      {configured.length > 0 && (
        <section aria-labelledby="configured" className="flex flex-col gap-2">
          <h2 id="configured" className="text-xl">
            {t('configured.title')}
          </h2>
          <p className="text-text-muted">{t('configured.text')}</p>
          <ul className="list-disc pl-6">
            {configured.map((email) => (
              <li key={email} className="break-all">
                {email}
              </li>
            ))}
          </ul>
        </section>
      )}
      {groups.length > 0 && (
        <section aria-labelledby="groups" className="flex flex-col gap-2">
          <h2 id="groups" className="text-xl">
            {t('groups.title')}
          </h2>
          <p className="text-text-muted">{t('groups.text')}</p>
          <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
            {groups.map(({ group, role }) => (
              <div key={`${group} ${role}`} className="contents">
                <dt className="break-all">{group}</dt>
                <dd>{t(`role.${role}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}
