'use client';

import { useState } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import type { ActLine } from '@/lib/domain/act-line';
import { inLocale } from '@/lib/domain/localized-text';
import { formatMoney } from '@/lib/domain/money';
import { ActEffect } from './act-effect';

interface LineChoiceProps {
  readonly lines: readonly ActLine[];
  readonly chosen: readonly ActLine[];
  readonly currency: string;
  readonly onChange: (chosen: readonly ActLine[]) => void;
}

/** Which tickets of an order: one at least. */
export function LineChoice({ lines, chosen, currency, onChange }: LineChoiceProps) {
  const t = useTranslations('admin.act');
  const locale = useLocale();
  const isChosen = (line: ActLine) => chosen.some(({ id }) => id === line.id);
  return (
    <fieldset className="flex flex-col">
      <legend className="font-bold">{t('lines')}</legend>
      {lines.map((line) => (
        <label key={line.id} className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            name="lineIds"
            value={line.id}
            className="size-5 shrink-0 accent-accent"
            checked={isChosen(line)}
            required={chosen.length === 0}
            onChange={({ currentTarget: { checked } }) =>
              onChange(lines.filter((other) => (other.id === line.id ? checked : isChosen(other))))
            }
          />
          <span className="grow">{inLocale(line.name, locale)}</span>
          <span className="whitespace-nowrap tabular-nums">
            {formatMoney(line.paidMinor, currency, locale)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface LineFieldsProps extends Pick<LineChoiceProps, 'lines' | 'currency'> {
  /** What happens to the chosen ones, in sentences. */
  readonly effects: readonly string[];
}

/** Which tickets, all of them at first, and what the act does to them. */
export function LineFields({ lines, currency, effects }: LineFieldsProps) {
  const t = useTranslations('admin.act');
  const [chosen, setChosen] = useState(lines);
  return (
    <>
      <LineChoice lines={lines} chosen={chosen} currency={currency} onChange={setChosen} />
      <ActEffect effects={chosen.length === 0 ? [t('nothingChosen')] : effects} />
    </>
  );
}
