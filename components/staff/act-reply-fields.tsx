'use client';

import { useState } from 'react';
import { useTranslations } from 'next-intl';
import { Field, fieldControl, TextField } from '@/components/ui/field';
import {
  REPLY_LENGTH,
  type ReplyDraft,
  type ReplyTemplate,
  replyTemplates,
} from '@/lib/domain/reply-template';
import { ActEffect } from './act-effect';

interface ReplyFieldsProps {
  readonly drafts: readonly ReplyDraft[];
  /** Of the order. */
  readonly locale: ReplyDraft['locale'];
  readonly to: string;
  /** Begun with, where it is true of the case. */
  readonly suggested?: ReplyTemplate | undefined;
}

const locales = ['ja', 'en'] as const;

interface Begun extends Omit<ReplyDraft, 'template'> {
  readonly template: string;
}

/** A text to begin with, in the buyer's language, and the words that are sent. */
export function ReplyFields({ drafts, locale: orderLocale, to, suggested }: ReplyFieldsProps) {
  const t = useTranslations('admin.act');
  const [draft, setDraft] = useState<Begun>(
    () =>
      drafts.find(({ template, locale }) => template === suggested && locale === orderLocale) ?? {
        template: 'blank',
        locale: orderLocale,
        text: '',
      },
  );
  const begin = (template: string, locale: ReplyDraft['locale']) => {
    const found = drafts.find((known) => known.template === template && known.locale === locale);
    setDraft({ template, locale, text: found?.text ?? (template === 'blank' ? draft.text : '') });
  };
  const isTrue = (template: string) => drafts.some((known) => known.template === template);
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field id="reply-template" label={t('reply.template')}>
          <select
            name="template"
            value={draft.template}
            onChange={({ currentTarget: { value } }) => begin(value, draft.locale)}
            {...fieldControl({ id: 'reply-template' })}
          >
            <option value="blank">{t('reply.blank')}</option>
            {replyTemplates.filter(isTrue).map((template) => (
              <option key={template} value={template}>
                {t(`reply.name.${template}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field id="reply-locale" label={t('reply.language')}>
          <select
            name="locale"
            value={draft.locale}
            onChange={({ currentTarget: { value } }) => begin(draft.template, value === 'en' ? 'en' : 'ja')}
            {...fieldControl({ id: 'reply-locale' })}
          >
            {locales.map((locale) => (
              <option key={locale} value={locale}>
                {t(`reply.${locale}`)}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <TextField id="reply-to" name="to" type="email" label={t('reply.to')} defaultValue={to} required />
      <Field id="reply-text" label={t('reply.text')} hint={t('reply.textHint')}>
        <textarea
          name="text"
          rows={12}
          required
          minLength={3}
          maxLength={REPLY_LENGTH}
          lang={draft.locale}
          value={draft.text}
          onChange={({ currentTarget: { value } }) => setDraft({ ...draft, text: value })}
          {...fieldControl({ id: 'reply-text', hint: t('reply.textHint') })}
        />
      </Field>
      <ActEffect effects={[t('reply.effect')]} />
    </>
  );
}
