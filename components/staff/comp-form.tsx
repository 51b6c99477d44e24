'use client';

import { useId } from 'react';
import { useTranslations } from 'next-intl';
import { Field, fieldControl, TextField } from '@/components/ui/field';
import type { CompRefusal } from '@/lib/domain/comp-refusal';
import { ConfirmedForm } from './confirmed-form';
import type { StaffFormAction } from './people-action';

interface CompFormProps {
  readonly action: StaffFormAction<CompRefusal>;
  readonly actKey: string;
  readonly choices: readonly { readonly id: string; readonly label: string; readonly seatsLeft: number }[];
}

/** Which ticket goes to whom, and why. */
export function CompForm({ action, actKey, choices }: CompFormProps) {
  const t = useTranslations('admin.comps.grant');
  const common = useTranslations('admin.people');
  const id = useId();
  const refusal = useCompRefusal();
  const words = {
    review: t('review'),
    back: common('back'),
    pending: common('pending'),
    confirm: t('action'),
    done: t('done'),
    refusal,
  };
  const preview = (form: FormData) => {
    const chosen = choices.find((choice) => choice.id === form.get('ticketTypeId'));
    return (
      <>
        <p className="font-bold">{t('preview')}</p>
        <p>{chosen?.label}</p>
        <p className="break-all">
          {String(form.get('to'))} ({form.get('locale') === 'en' ? t('en') : t('ja')})
        </p>
        <p className="text-sm text-text-muted">{t('effect')}</p>
      </>
    );
  };
  const ticket = { id: `${id}-ticket`, label: t('ticket') };
  const locale = { id: `${id}-locale`, label: t('locale') };
  return (
    <ConfirmedForm action={action} actKey={actKey} words={words} preview={preview}>
      <Field {...ticket}>
        <select name="ticketTypeId" required defaultValue="" {...fieldControl(ticket)}>
          <option value="" disabled>
            {t('choose')}
          </option>
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.label} ({t('seats', { count: choice.seatsLeft })})
            </option>
          ))}
        </select>
      </Field>
      <TextField
        id={`${id}-to`}
        name="to"
        type="email"
        label={t('to')}
        autoComplete="off"
        maxLength={254}
        required
      />
      <Field {...locale}>
        <select name="locale" defaultValue="ja" {...fieldControl(locale)}>
          <option value="ja">{t('ja')}</option>
          <option value="en">{t('en')}</option>
        </select>
      </Field>
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

interface WithdrawFormProps {
  readonly action: StaffFormAction<CompRefusal>;
  readonly actKey: string;
  readonly linkId: string;
  readonly to: string;
}

/** Makes one link void. */
export function WithdrawForm({ action, actKey, linkId, to }: WithdrawFormProps) {
  const t = useTranslations('admin.comps.withdraw');
  const common = useTranslations('admin.people');
  const id = useId();
  const words = {
    review: common('review'),
    back: common('back'),
    pending: common('pending'),
    confirm: t('action'),
    done: t('done'),
    refusal: useCompRefusal(),
  };
  const preview = () => (
    <>
      <p className="font-bold break-all">{to}</p>
      <p>{t('text')}</p>
    </>
  );
  return (
    <ConfirmedForm action={action} actKey={actKey} words={words} preview={preview}>
      <input type="hidden" name="linkId" value={linkId} />
      <TextField
        id={`${id}-reason`}
        name="reason"
        label={common('reason')}
        hint={common('reasonHint')}
        minLength={3}
        maxLength={500}
        required
      />
    </ConfirmedForm>
  );
}

function useCompRefusal() {
  const t = useTranslations('admin.comps.refusal');
  return (reason: Exclude<CompRefusal, 'sign_in_again'>) => ({
    title: t(`${reason}.title`),
    text: t(`${reason}.text`),
  });
}
