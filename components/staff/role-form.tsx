'use client';

import { useId } from 'react';
import { useTranslations } from 'next-intl';
import { TextField } from '@/components/ui/field';
import type { RoleRefusal } from '@/lib/domain/role-refusal';
import { type StaffRole, staffRoles } from '@/lib/domain/staff-role';
import { ConfirmedForm } from './confirmed-form';
import type { StaffFormAction } from './people-action';

interface RoleFormProps {
  readonly action: StaffFormAction<RoleRefusal>;
  readonly actKey: string;
  /** Whose roles are changed; undefined for somebody new. */
  readonly member?: { readonly email: string; readonly roles: readonly StaffRole[] };
}

/** All roles of one person, and why they are changed. */
export function RoleForm({ action, actKey, member }: RoleFormProps) {
  const t = useTranslations('admin.people');
  const id = useId();
  const step = member === undefined ? 'add' : 'change';
  const words = {
    review: t('review'),
    back: t('back'),
    pending: t('pending'),
    confirm: t(`${step}.action`),
    done: t(`${step}.done`),
    refusal: (reason: Exclude<RoleRefusal, 'sign_in_again'>) => ({
      title: t(`refusal.${reason}.title`),
      text: t(`refusal.${reason}.text`),
    }),
  };
  const preview = (form: FormData) => {
    const chosen = staffRoles.filter((role) => form.getAll('roles').includes(role));
    return (
      <>
        <p className="font-bold">{t('preview.title')}</p>
        <dl className="grid gap-1">
          <dt className="text-sm text-text-muted">{t('preview.who')}</dt>
          <dd className="break-all">{String(form.get('email'))}</dd>
          <dt className="text-sm text-text-muted">{t('preview.after')}</dt>
          <dd>
            {chosen.length === 0 ? t('preview.removed') : chosen.map((role) => t(`role.${role}`)).join(', ')}
          </dd>
        </dl>
      </>
    );
  };
  return (
    <ConfirmedForm action={action} actKey={actKey} words={words} preview={preview}>
      {member === undefined ? (
        <TextField
          id={`${id}-email`}
          name="email"
          type="email"
          label={t('add.email')}
          hint={t('add.emailHint')}
          autoComplete="off"
          maxLength={254}
          required
        />
      ) : (
        <input type="hidden" name="email" value={member.email} />
      )}
      <fieldset className="flex flex-col gap-1">
        <legend className="font-bold">{t('members.roles')}</legend>
        {member !== undefined && <p className="text-sm text-text-muted">{t('change.hint')}</p>}
        <div className="flex flex-wrap gap-x-6">
          {staffRoles.map((role) => (
            <label key={role} className="flex min-h-11 items-center gap-2">
              <input
                type="checkbox"
                name="roles"
                value={role}
                defaultChecked={member?.roles.includes(role) ?? false}
                className="size-5 accent-accent"
              />
              {t(`role.${role}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <TextField
        id={`${id}-reason`}
        name="reason"
        label={t('reason')}
        hint={t('reasonHint')}
        minLength={3}
        maxLength={500}
        required
      />
    </ConfirmedForm>
  );
}
