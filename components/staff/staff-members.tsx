import { useTranslations } from 'next-intl';
import type { RoleRefusal } from '@/lib/domain/role-refusal';
import type { StaffRole } from '@/lib/domain/staff-role';
import { EventTime } from './event-time';
import type { StaffFormAction } from './people-action';
import { RoleForm } from './role-form';

interface StaffMembersProps {
  readonly members: readonly {
    readonly email: string;
    readonly roles: readonly StaffRole[];
    readonly changedBy: string;
    readonly changedAt: Date;
    readonly actKey: string;
  }[];
  readonly action: StaffFormAction<RoleRefusal>;
}

/** Those whose roles were given on this page, each with the form that changes them. */
export function StaffMembers({ members, action }: StaffMembersProps) {
  const t = useTranslations('admin.people');
  return (
    <section aria-labelledby="members" className="flex flex-col gap-3">
      <h2 id="members" className="text-xl">
        {t('members.title')}
      </h2>
      {members.length === 0 && <p className="text-text-muted">{t('members.empty')}</p>}
      <ul className="grid gap-3">
        {members.map(({ email, roles, changedBy, changedAt, actKey }) => (
          <li
            key={email}
            className="flex flex-col gap-2 rounded-card border border-border bg-surface-raised p-4"
          >
            <p className="font-bold break-all">{email}</p>
            <p>{roles.map((role) => t(`role.${role}`)).join(', ')}</p>
            <p className="text-sm break-words text-text-muted">
              {t('members.changed')}: <EventTime at={changedAt} timeZone="Asia/Tokyo" /> {changedBy}
            </p>
            <details>
              <summary className="min-h-6 cursor-pointer font-bold text-accent underline underline-offset-4">
                {t('members.edit')}
                <span className="sr-only"> {email}</span>
              </summary>
              <div className="pt-3">
                <RoleForm action={action} actKey={actKey} member={{ email, roles }} />
              </div>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
