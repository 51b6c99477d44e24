'use client';

import { useActionState, useState } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { TextField } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { formatMoney } from '@/lib/domain/money';
import type { StepAction } from './action-states';
import { FaultNotice, RefusalNotice } from './problem-notice';
import { toggleChoice } from './selection';
import { type PickerOffer, TicketOption } from './ticket-option';

interface TicketPickerProps {
  readonly action: StepAction;
  readonly slug: string;
  readonly offers: readonly PickerOffer[];
  readonly preselected: readonly string[];
  readonly contactEmail: string;
  /** Made by the server for this page view: sent twice, it is still one order. */
  readonly clientKey: string;
}

/** Choice of tickets and contact address: holds a seat, buys nothing. */
export function TicketPicker({
  action,
  slug,
  offers,
  preselected,
  contactEmail,
  clientKey,
}: TicketPickerProps) {
  const t = useTranslations('checkout.choose');
  const locale = useLocale();
  const [state, hold] = useActionState(action, { status: 'idle' });
  const [chosen, setChosen] = useState(preselected);
  const forSale = offers.filter(({ availability }) => ['available', 'few'].includes(availability));
  const picked = forSale.filter(({ id }) => chosen.includes(id));
  const choose = (id: string, isChosen: boolean) =>
    setChosen((before) => {
      const known = before.filter((one) => forSale.some((offer) => offer.id === one));
      return known.includes(id) === isChosen ? before : toggleChoice(known, { id, offers });
    });
  const total = picked.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
  const currency = picked[0]?.currency ?? 'JPY';
  return (
    <form
      action={hold}
      // React resets a form after its action; what was chosen and typed stays, for another try.
      onReset={(event) => event.preventDefault()}
      className="flex flex-col gap-6"
    >
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="clientKey" value={clientKey} />
      {state.status === 'refused' && <RefusalNotice refused={state} slug={slug} />}
      {state.status === 'fault' && <FaultNotice fault={state} />}
      <fieldset className="flex flex-col gap-3" aria-describedby="choice-hint">
        <legend className="mb-2 text-xl font-bold">{t('legend')}</legend>
        <p id="choice-hint" className="text-sm text-text-muted">
          {t('hint')}
        </p>
        {offers.map((offer) => (
          <TicketOption
            key={offer.id}
            offer={offer}
            isChosen={picked.includes(offer)}
            problem={picked.length === 0 && offer === forSale[0] ? t('nothing') : ''}
            onSwitch={(isChosen) => choose(offer.id, isChosen)}
          />
        ))}
      </fieldset>
      {/* What was refused a moment ago stays on the page, even when nothing is left to choose. */}
      {forSale.length === 0 ? (
        <p className="text-lg font-bold">{t('closed')}</p>
      ) : (
        <>
          <TextField
            id="contactEmail"
            type="email"
            label={t('email')}
            hint={t('emailHint')}
            defaultValue={contactEmail}
            autoComplete="email"
            maxLength={254}
            required
          />
          <p role="status" className="text-lg font-bold">
            {picked.length === 0
              ? t('nothing')
              : t('chosen', { count: picked.length, total: formatMoney(total, currency, locale) })}
          </p>
          <div className="flex flex-col items-start gap-2">
            <SubmitButton pendingLabel={t('pending')}>
              {picked.length > 0 && total === 0 ? t('submitFree') : t('submit')}
            </SubmitButton>
            <p className="text-sm text-text-muted">{t('kept')}</p>
          </div>
        </>
      )}
    </form>
  );
}
