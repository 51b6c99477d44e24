'use client';

import { useTranslations } from 'next-intl';
import { Field, fieldControl } from '@/components/ui/field';

interface WordsFieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly rows: number;
  readonly maxLength: number;
  readonly defaultValue?: string | undefined;
}

/** Some words of staff; three characters at least, spaces not counted at the ends. */
export function WordsField({ label, ...field }: WordsFieldProps) {
  const t = useTranslations('admin.act');
  const { id, hint, ...area } = field;
  return (
    <Field id={id} label={label} hint={hint}>
      <textarea
        {...area}
        required
        onInput={({ currentTarget }) => {
          const isTooShort = currentTarget.value.trim().length < 3;
          currentTarget.setCustomValidity(isTooShort ? t('reasonMissing') : '');
        }}
        {...fieldControl({ id, hint })}
      />
    </Field>
  );
}

/** Why: kept in the audit log. */
export function ReasonField({ id, defaultValue }: Pick<WordsFieldProps, 'id' | 'defaultValue'>) {
  const t = useTranslations('admin.act');
  return (
    <WordsField
      id={id}
      name="reason"
      label={t('reason')}
      hint={t('reasonHint')}
      rows={2}
      maxLength={500}
      defaultValue={defaultValue}
    />
  );
}
