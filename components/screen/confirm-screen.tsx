'use client';

import { useActionState, useEffect, useRef } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { FaultNotice } from '@/components/checkout/problem-notice';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { writtenScreenCode } from '@/lib/domain/screen-link';
import { DayChoice, type DayToShow } from './day-choice';
import type { ScreenAction } from './screen-action';
import { ScreenRefusalNotice } from './screen-refusal-notice';

interface ConfirmScreenProps {
  /** Eight characters. */
  readonly code: string;
  /** The screen that asks, such as `Windows · Chrome`. */
  readonly device: string;
  /** At least one. */
  readonly days: readonly DayToShow[];
  readonly confirm: ScreenAction;
}

/** Which screen asks, what it will show, and the one press that lets it. */
export function ConfirmScreen({ code, device, days, confirm }: ConfirmScreenProps) {
  const t = useTranslations('screen.confirm');
  const again = useTranslations('screen')('again');
  const locale = useLocale();
  const [state, submit] = useActionState(confirm, { status: 'idle' });
  if (state.status === 'done') return <Confirmed device={state.value} />;
  return (
    <form action={submit} className="flex flex-col items-start gap-5">
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="locale" value={locale} />
      {state.status === 'refused' && (
        <ScreenRefusalNotice refused={state}>
          <ButtonLink href="/screen" variant="secondary">
            {again}
          </ButtonLink>
        </ScreenRefusalNotice>
      )}
      {state.status === 'fault' && <FaultNotice fault={state} />}
      <p>{t('lead')}</p>
      <dl className="grid w-full gap-x-6 gap-y-3 rounded-card border border-border bg-surface-raised p-4 sm:grid-cols-2">
        <div>
          <dt className="text-sm text-text-muted">{t('device')}</dt>
          <dd className="text-lg font-bold">{device}</dd>
        </div>
        <div>
          <dt className="text-sm text-text-muted">{t('code')}</dt>
          <dd className="font-mono text-lg font-bold">{writtenScreenCode(code)}</dd>
        </div>
      </dl>
      <DayChoice legend={t('day')} days={days} />
      <Notice tone="warning" title={t('warningTitle')}>
        <p>{t('warning')}</p>
      </Notice>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pendingLabel={t('submitting')}>{t('submit')}</SubmitButton>
        <ButtonLink href="/screen" variant="quiet">
          {t('other')}
        </ButtonLink>
      </div>
    </form>
  );
}

/** The button that was pressed is gone: the news takes the focus. */
function Confirmed({ device }: { readonly device: string }) {
  const t = useTranslations('screen.confirm');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className="rounded-card">
      <Notice tone="success" title={t('done.title', { device })}>
        <div className="flex flex-col items-start gap-3">
          <p>{t('done.text')}</p>
          <ButtonLink href="/tickets" variant="secondary">
            {t('tickets')}
          </ButtonLink>
        </div>
      </Notice>
    </div>
  );
}
