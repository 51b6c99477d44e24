'use client';

import { useTranslations } from 'next-intl';
import { Field, fieldControl, TextField } from '@/components/ui/field';
import {
  type AnnouncementAudience,
  announcementAudiences,
  announcementSeverities,
  type AnnouncementSeverity,
} from '@/lib/domain/announcement';
import { BANNER_LENGTH, type BannerEnd, bannerEnds } from '@/lib/domain/banner';
import type { BannerField } from '@/lib/domain/banner-preset';
import type { LocalizedText } from '@/lib/domain/localized-text';

/** A banner that is being written. */
export interface BannerDraft extends LocalizedText {
  readonly severity: AnnouncementSeverity;
  readonly audience: AnnouncementAudience;
  readonly end: BannerEnd;
  /** What the preset leaves open: minutes or a clock time. */
  readonly value: string;
}

interface BannerDraftFieldsProps {
  readonly id: string;
  readonly draft: BannerDraft;
  /** What the preset leaves open. */
  readonly field: BannerField | undefined;
  readonly onChange: (changes: Partial<BannerDraft>) => void;
  readonly onValue: (value: string) => void;
}

/** Words in both languages, for whom, how grave and until when. */
export function BannerDraftFields({ id, draft, field, onChange, onValue }: BannerDraftFieldsProps) {
  const t = useTranslations('admin.banner');
  return (
    <>
      {field !== undefined && (
        <TextField
          id={`${id}-value`}
          // Not a field of the form: what counts are the words that it fills.
          name=""
          label={t(field)}
          {...(field === 'minutes'
            ? { type: 'number', min: 1, max: 180, inputMode: 'numeric' }
            : { type: 'time' })}
          value={draft.value}
          required
          onChange={({ target }) => onValue(target.value)}
        />
      )}
      {(['ja', 'en'] as const).map((language) => (
        <Field key={language} id={`${id}-${language}`} label={t(`text.${language}`)}>
          <textarea
            name={language}
            lang={language}
            rows={2}
            required
            minLength={3}
            maxLength={BANNER_LENGTH}
            value={draft[language]}
            onChange={({ target }) => onChange({ [language]: target.value })}
            {...fieldControl({ id: `${id}-${language}` })}
          />
        </Field>
      ))}
      <div className="grid gap-4 sm:grid-cols-3">
        <Choice
          id={`${id}-audience`}
          name="audience"
          label={t('audienceLabel')}
          value={draft.audience}
          options={announcementAudiences.map((value) => ({ value, label: t(`audience.${value}`) }))}
          onChange={(audience) => onChange({ audience })}
        />
        <Choice
          id={`${id}-severity`}
          name="severity"
          label={t('severityLabel')}
          value={draft.severity}
          options={announcementSeverities.map((value) => ({ value, label: t(`severity.${value}`) }))}
          onChange={(severity) => onChange({ severity })}
        />
        <Choice
          id={`${id}-end`}
          name="end"
          label={t('endLabel')}
          value={draft.end}
          options={bannerEnds.map((value) => ({ value, label: t(`ends.${value}`) }))}
          onChange={(end) => onChange({ end })}
        />
      </div>
    </>
  );
}

interface ChoiceProps<Value extends string> {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ id, name, label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <Field id={id} label={label}>
      <select
        name={name}
        value={value}
        onChange={({ target }) => {
          const chosen = options.find((option) => option.value === target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
        {...fieldControl({ id })}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
