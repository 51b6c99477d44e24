'use client';

import type { ComponentPropsWithoutRef } from 'react';
import { useTranslations } from 'next-intl';
import { Field, fieldControl, TextField } from '@/components/ui/field';
import { readLocalTime, withLater, withoutLater } from '@/lib/domain/zoned-time';
import { useDraft, useDraftText } from './draft-context';

interface DraftFieldProps {
  readonly path: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

type InputProps = Pick<
  ComponentPropsWithoutRef<'input'>,
  'type' | 'inputMode' | 'lang' | 'list' | 'disabled' | 'maxLength' | 'spellCheck'
>;

/** One line of text. */
export function DraftText({ path, ...rest }: DraftFieldProps & InputProps) {
  const { id, text, error, write } = useDraftText(path);
  return (
    <TextField
      {...rest}
      id={id}
      error={error}
      value={text}
      autoComplete="off"
      onChange={({ currentTarget }) => write(currentTarget.value)}
    />
  );
}

interface DraftAreaProps extends DraftFieldProps {
  readonly rows: number;
  readonly lang?: string;
  readonly isCode?: boolean;
}

/** Several lines of text. */
export function DraftArea({ path, label, hint, isCode = false, ...area }: DraftAreaProps) {
  const { id, text, error, write } = useDraftText(path);
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <textarea
        {...area}
        {...fieldControl({ id, hint, error })}
        value={text}
        spellCheck={!isCode}
        onChange={({ currentTarget }) => write(currentTarget.value)}
      />
    </Field>
  );
}

interface DraftPairProps {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  /** Lines of text; one line when absent. */
  readonly rows?: number;
}

/** The same text in both languages, side by side where there is room. */
export function DraftPair({ path, label, hint, rows }: DraftPairProps) {
  const t = useTranslations('admin.eventForm');
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {(['ja', 'en'] as const).map((lang) => {
        const field = {
          path: `${path}.${lang}`,
          label: t('inLanguage', { label, language: t(`languages.${lang}`) }),
          hint,
          lang,
        };
        return rows === undefined ? (
          <DraftText key={lang} {...field} />
        ) : (
          <DraftArea key={lang} {...field} rows={rows} />
        );
      })}
    </div>
  );
}

interface DraftChoiceProps extends DraftFieldProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** One of a few. */
export function DraftChoice({ path, label, hint, options }: DraftChoiceProps) {
  const { id, text, error, write } = useDraftText(path);
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <select
        {...fieldControl({ id, hint, error })}
        value={text}
        onChange={({ currentTarget }) => write(currentTarget.value)}
      >
        {options.map(({ value, label: name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** Date and time by the clocks of the event's zone; where those show a time twice, which of the two is meant. */
export function DraftTime({ path, label, hint }: DraftFieldProps) {
  const t = useTranslations('admin.eventForm.twice');
  const { draft } = useDraft();
  const { id, text, error, write } = useDraftText(path);
  const read = readLocalTime(text, (draft.fields.timeZone ?? '').trim());
  return (
    <div className="flex flex-col gap-2">
      <TextField
        id={id}
        label={label}
        hint={hint}
        error={error}
        type="datetime-local"
        max="9999-12-31T23:59"
        value={withoutLater(text)}
        onChange={({ currentTarget }) => write(currentTarget.value)}
      />
      {read.kind === 'twice' && (
        <Field id={`${id}-later`} label={t('label', { label })}>
          <select
            {...fieldControl({ id: `${id}-later` })}
            value={read.isLater ? 'second' : 'first'}
            onChange={({ currentTarget }) => write(withLater(text, currentTarget.value === 'second'))}
          >
            <option value="first">{t('first')}</option>
            <option value="second">{t('second')}</option>
          </select>
        </Field>
      )}
    </div>
  );
}
