'use client';

import { useActionState, useEffect, useRef } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { FaultNotice } from '@/components/checkout/problem-notice';
import { Field, fieldControl } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ScreenAction } from './screen-action';
import { ScreenRefusalNotice } from './screen-refusal-notice';

/** Where the code of another screen is typed, by those who cannot scan it. */
export function EnterCode({ enter }: { readonly enter: ScreenAction }) {
  const t = useTranslations('screen.enter');
  const refusal = useTranslations('screen.refusal');
  const locale = useLocale();
  const [state, submit] = useActionState(enter, { status: 'idle' });
  const input = useRef<HTMLInputElement>(null);
  const isMalformed = state.status === 'refused' && state.reason === 'code_malformed';
  useEffect(() => {
    if (isMalformed) input.current?.focus();
  }, [state, isMalformed]);
  const texts = {
    id: 'screen-code',
    label: t('label'),
    hint: t('hint'),
    error: isMalformed ? `${refusal('code_malformed.title')} ${refusal('code_malformed.text')}` : undefined,
  };
  return (
    <form
      action={submit}
      // React resets a form after its action; what was typed stays, to be corrected.
      onReset={(event) => event.preventDefault()}
      className="flex flex-col items-start gap-4"
    >
      <input type="hidden" name="locale" value={locale} />
      {state.status === 'refused' && !isMalformed && <ScreenRefusalNotice refused={state} />}
      {state.status === 'fault' && <FaultNotice fault={state} />}
      <div className="w-full max-w-sm">
        <Field {...texts}>
          <input
            ref={input}
            type="text"
            name="code"
            maxLength={40}
            required
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            {...fieldControl(texts)}
          />
        </Field>
      </div>
      <SubmitButton pendingLabel={t('submitting')}>{t('submit')}</SubmitButton>
    </form>
  );
}
