'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { type ActLine, refundAmount } from '@/lib/domain/act-line';
import { formatMoney } from '@/lib/domain/money';
import { ActEffect } from './act-effect';
import { LineChoice } from './act-line-choice';

interface RefundFieldsProps {
  /** Those that can be refunded. */
  readonly lines: readonly ActLine[];
  readonly leftMinor: number;
  readonly currency: string;
  /** The order's contact. */
  readonly to: string;
}

/** Which tickets go back, and for how much: the amount is sent along, so that nothing else is done than was shown. */
export function RefundFields({ lines, leftMinor, currency, to }: RefundFieldsProps) {
  const t = useTranslations('admin.act');
  const locale = useLocale();
  const [chosen, setChosen] = useState(lines);
  const amountMinor = refundAmount(chosen, leftMinor);
  const amount = formatMoney(amountMinor, currency, locale);
  const money =
    amountMinor === 0 ? [t('refund.free')] : [t('refund.amount', { amount }), t('refund.mail', { to })];
  const effects = [...money, t('refund.ends'), t('refund.playback')];
  return (
    <>
      <LineChoice lines={lines} chosen={chosen} currency={currency} onChange={setChosen} />
      <input type="hidden" name="amountMinor" value={amountMinor} />
      <ActEffect effects={chosen.length === 0 ? [t('nothingChosen')] : effects} />
    </>
  );
}
